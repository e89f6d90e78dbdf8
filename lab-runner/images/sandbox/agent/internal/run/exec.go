package run

import (
	"encoding/json"
	"os"
	"sync"
	"syscall"
	"time"

	"drydock-agent/internal/people"
	"drydock-agent/internal/wire"
)

type Request struct {
	Argv           []string          `json:"argv"`
	User           string            `json:"user"`
	Cwd            string            `json:"cwd"`
	Env            map[string]string `json:"env"`
	TimeoutMs      int64             `json:"timeoutMs"`
	MaxOutputBytes int64             `json:"maxOutputBytes"`
}

// Runner knows how this agent treats what a command leaves running.
type Runner struct {
	// KillSurvivors: in a checker nothing outlives its command. In a sandbox a set-up script may leave a service.
	KillSurvivors bool
	OomScore      int
	// Learner is the account that `user: learner` means.
	Learner string
}

type exit struct {
	ExitCode  *int `json:"exitCode"`
	TimedOut  bool `json:"timedOut"`
	Truncated bool `json:"truncated"`
}

// A supervisor that needs longer than this to kill is left to go on by itself.
const killPatience = 4 * time.Second

// Serve runs one command on one connection.
func (r *Runner) Serve(conn *wire.Conn, request *Request) error {
	order, err := r.orderOf(request)
	if err != nil {
		return err
	}
	command, err := launch(order)
	if err != nil {
		return err
	}
	defer command.release()
	if err = conn.WriteJSON(wire.OK, struct{}{}); err != nil {
		command.kill()
		return nil
	}
	output := newOutput(conn, command, request.MaxOutputBytes)
	client := listen(conn, command)
	result := r.await(command, request, client.killed)
	result.Truncated = output.finish()
	if result.failure != "" {
		_ = conn.Write(wire.Stderr, []byte(result.failure))
	}
	err = conn.WriteJSON(wire.Exit, result.exit)
	// The client may be about to send the end of its input; closing first would cost it what it has not read yet.
	wire.AwaitLeave(client.left)
	return err
}

func (r *Runner) orderOf(request *Request) (*spec, error) {
	name := request.User
	if name == "learner" {
		name = r.Learner
	} else if name != "root" {
		return nil, wire.Faultf("request_invalid", "user is neither root nor learner")
	}
	if len(request.Argv) == 0 {
		return nil, wire.Faultf("request_invalid", "argv is empty")
	}
	person, err := people.Find(name)
	if err != nil {
		return nil, err
	}
	env := person.Environment()
	for key, value := range request.Env {
		env = append(env, key+"="+value)
	}
	cwd := request.Cwd
	if cwd == "" {
		cwd = person.Home
	}
	return &spec{Argv: request.Argv, Env: env, Cwd: cwd, Person: person, OomScore: r.OomScore}, nil
}

type result struct {
	exit
	failure string
}

func (r *Runner) await(command *command, request *Request, killed <-chan struct{}) result {
	var limit <-chan time.Time
	if request.TimeoutMs > 0 {
		timer := time.NewTimer(time.Duration(request.TimeoutMs) * time.Millisecond)
		defer timer.Stop()
		limit = timer.C
	}
	select {
	case ended := <-command.ended:
		if r.KillSurvivors {
			command.kill()
		}
		return result{exit{ExitCode: &ended.ExitCode}, ended.Failure}
	case <-limit:
		command.kill()
		return result{exit: exit{TimedOut: true}}
	case <-killed:
		command.kill()
		return result{}
	}
}

// command is a supervisor and the agent's ends of the pipes to what it runs.
type command struct {
	stdin, stdout, stderr *os.File
	control               *os.File
	ended                 chan outcome
	// Closed when the supervisor is gone: with its last descendant, unless it was released.
	gone     chan struct{}
	killOnce sync.Once
}

func launch(order *spec) (*command, error) {
	var files pipes
	defer files.closeTheirs()
	if err := files.open(); err != nil {
		files.closeOurs()
		return nil, err
	}
	supervisor, err := os.StartProcess("/proc/self/exe", []string{"drydock-agent", "supervise"}, &os.ProcAttr{
		Dir: "/", Env: []string{"GOMAXPROCS=2"}, Files: files.theirs,
		Sys: &syscall.SysProcAttr{Setsid: true},
	})
	if err != nil {
		files.closeOurs()
		return nil, err
	}
	started := &command{
		stdin: files.ours[0], stdout: files.ours[1], stderr: files.ours[2], control: files.ours[3],
		ended: make(chan outcome, 1), gone: make(chan struct{}),
	}
	go started.follow(supervisor)
	// The supervisor reads before it does anything else, so a large order does not stick here.
	if err = json.NewEncoder(started.control).Encode(order); err != nil {
		started.kill()
		return nil, err
	}
	return started, nil
}

// follow hears how the command ended, then waits for the supervisor's own end.
func (c *command) follow(supervisor *os.Process) {
	ended := outcome{ExitCode: 128 + int(syscall.SIGKILL)}
	_ = json.NewDecoder(c.control).Decode(&ended)
	c.ended <- ended
	_, _ = supervisor.Wait()
	close(c.gone)
}

// kill returns when every descendant is gone, or the patience with a supervisor that can't manage it.
func (c *command) kill() {
	c.killOnce.Do(func() { _, _ = c.control.Write([]byte{sayKill}) })
	select {
	case <-c.gone:
	case <-time.After(killPatience):
	}
}

func (c *command) release() {
	c.killOnce.Do(func() { _, _ = c.control.Write([]byte{sayRelease}) })
	for _, file := range []*os.File{c.stdin, c.stdout, c.stderr, c.control} {
		_ = file.Close()
	}
}
