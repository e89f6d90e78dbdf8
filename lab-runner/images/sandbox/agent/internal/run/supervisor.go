package run

import (
	"encoding/json"
	"io"
	"os"
	"runtime/debug"
	"syscall"
	"time"

	"drydock-agent/internal/sys"
)

const (
	controlFd = 3
	// What the agent says after the spec. Its end without either means that the agent is dead.
	sayKill    = 'k'
	sayRelease = 'r'
)

// Supervise is the supervisor's main. It returns when it has no descendants left, or was released from them.
func Supervise() int {
	debug.SetGCPercent(-1)
	syscall.CloseOnExec(controlFd)
	control := os.NewFile(controlFd, "control")
	var order spec
	decoder := json.NewDecoder(control)
	if decoder.Decode(&order) != nil || sys.BecomeSubreaper() != nil {
		return 1
	}
	main, failure := start(&order)
	letGoOfOutput()
	if main == 0 {
		_ = json.NewEncoder(control).Encode(failure)
		return 0
	}
	kill := make(chan struct{})
	go obey(io.MultiReader(decoder.Buffered(), control), kill)
	return reap(main, control, kill)
}

func start(order *spec) (pid int, failure outcome) {
	program, code := lookUp(order.Argv[0], order.Env)
	if code != 0 {
		return 0, outcome{code, order.Argv[0] + ": command not found\n"}
	}
	attributes := &syscall.ProcAttr{
		Dir: order.Cwd, Env: order.Env, Files: []uintptr{0, 1, 2},
		Sys: &syscall.SysProcAttr{Setsid: true, Credential: order.Person.Credential()},
	}
	err := sys.WithOomScore(order.OomScore, func() (err error) {
		pid, err = syscall.ForkExec(program, order.Argv, attributes)
		return err
	})
	if err != nil {
		return 0, outcome{notExecutable, order.Argv[0] + " in " + order.Cwd + ": " + err.Error() + "\n"}
	}
	return pid, outcome{}
}

// letGoOfOutput leaves the pipes to the command alone, so that their end is its end.
func letGoOfOutput() {
	null, err := syscall.Open("/dev/null", syscall.O_RDWR|syscall.O_CLOEXEC, 0)
	for fd := 0; fd <= 2; fd++ {
		if err != nil {
			_ = syscall.Close(fd)
		} else {
			_ = syscall.Dup3(null, fd, 0)
		}
	}
}

// obey ends the process when released, and asks for the kill else: also when the agent is gone.
func obey(control io.Reader, kill chan<- struct{}) {
	word := make([]byte, 1)
	for {
		count, err := control.Read(word)
		if count == 1 && word[0] == sayRelease {
			os.Exit(0)
		}
		if err != nil || (count == 1 && word[0] == sayKill) {
			close(kill)
			return
		}
	}
}

// reap collects every child until none is left. Children of a dead child arrive here by themselves.
func reap(main int, control io.Writer, kill <-chan struct{}) int {
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		for {
			var status syscall.WaitStatus
			pid, err := syscall.Wait4(-1, &status, 0, nil)
			if err == syscall.EINTR {
				continue
			}
			if err != nil {
				return
			}
			if pid == main {
				_ = json.NewEncoder(control).Encode(outcome{ExitCode: exitCodeOf(status)})
			}
		}
	}()
	select {
	case <-gone:
		return 0
	case <-kill:
	}
	_ = syscall.Setpriority(syscall.PRIO_PROCESS, 0, -20)
	for {
		freezeDescendants()
		killDescendants()
		select {
		case <-gone:
			return 0
		case <-time.After(2 * time.Millisecond):
		}
	}
}
