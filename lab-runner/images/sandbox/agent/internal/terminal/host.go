// Package terminal keeps the learner's shells: they outlive whoever looks at them, with their latest output.
package terminal

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"drydock-agent/internal/people"
	"drydock-agent/internal/sys"
	"drydock-agent/internal/wire"
)

type Request struct {
	ID   string `json:"id"`
	Cols uint16 `json:"cols"`
	Rows uint16 `json:"rows"`
	Cwd  string `json:"cwd"`
}

type Summary struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

const (
	maxShells = 16
	maxCols   = 1000
	maxRows   = 500
)

var validID = regexp.MustCompile(`^[a-z0-9-]{1,32}$`)

type Host struct {
	learner  string
	oomScore int
	lock     sync.Mutex
	shells   map[string]*Shell
}

func NewHost(learner string, oomScore int) *Host {
	return &Host{learner: learner, oomScore: oomScore, shells: map[string]*Shell{}}
}

// Serve attaches a connection to the shell of an id, which is started when there is none.
func (h *Host) Serve(conn *wire.Conn, request *Request) error {
	if !validID.MatchString(request.ID) {
		return wire.Faultf("request_invalid", "no such terminal id")
	}
	shell, created, err := h.shell(request)
	if err != nil {
		return err
	}
	return shell.attach(conn, created, request.Cols, request.Rows)
}

func (h *Host) shell(request *Request) (shell *Shell, created bool, err error) {
	h.lock.Lock()
	defer h.lock.Unlock()
	if shell = h.shells[request.ID]; shell != nil {
		return shell, false, nil
	}
	if len(h.shells) >= maxShells {
		return nil, false, wire.Faultf("terminal_limit", "too many terminals")
	}
	if shell, err = h.start(request); err != nil {
		return nil, false, err
	}
	h.shells[request.ID] = shell
	go shell.run(func() {
		h.lock.Lock()
		defer h.lock.Unlock()
		delete(h.shells, request.ID)
	})
	return shell, true, nil
}

// start opens a terminal and logs the learner in on it, as login would.
func (h *Host) start(request *Request) (*Shell, error) {
	learner, err := people.Find(h.learner)
	if err != nil {
		return nil, err
	}
	master, slave, err := sys.OpenPty()
	if err != nil {
		return nil, err
	}
	defer slave.Close()
	cols, rows := min(max(request.Cols, 2), maxCols), min(max(request.Rows, 1), maxRows)
	_ = sys.Resize(master, cols, rows)
	_ = slave.Chown(int(learner.Uid), -1)
	process, err := h.login(learner, slave, request.Cwd)
	if err != nil {
		_ = master.Close()
		return nil, err
	}
	return newShell(master, process, cols, rows), nil
}

func (h *Host) login(learner *people.Person, slave *os.File, cwd string) (process *os.Process, err error) {
	attributes := &os.ProcAttr{
		Env:   append(learner.Environment(), "TERM=xterm-256color", "COLORTERM=truecolor"),
		Files: []*os.File{slave, slave, slave},
		Sys:   &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 0, Credential: learner.Credential()},
	}
	name := "-" + learner.Shell[strings.LastIndexByte(learner.Shell, '/')+1:]
	for _, folder := range []string{cwd, learner.Home, "/"} {
		if folder == "" {
			continue
		}
		attributes.Dir = folder
		err = sys.WithOomScore(h.oomScore, func() (failure error) {
			process, failure = os.StartProcess(learner.Shell, []string{name}, attributes)
			return failure
		})
		if err == nil {
			return process, nil
		}
	}
	return nil, err
}

// CloseShell ends the shell of an id; fine when there is none.
func (h *Host) CloseShell(id string) error {
	h.lock.Lock()
	shell := h.shells[id]
	h.lock.Unlock()
	if shell != nil {
		shell.hangUp()
	}
	return nil
}

func (h *Host) List() []Summary {
	h.lock.Lock()
	defer h.lock.Unlock()
	list := []Summary{}
	for id, shell := range h.shells {
		list = append(list, Summary{id, shell.title()})
	}
	slices.SortFunc(list, func(a, b Summary) int { return strings.Compare(a.ID, b.ID) })
	return list
}

// title is the program in front; with the shell itself in front, what it calls itself.
func (s *Shell) title() string {
	group := sys.ForegroundGroup(s.master)
	if group > 0 && group != s.process.Pid {
		if name := commandOf(group); name != "" {
			return name
		}
	}
	s.lock.Lock()
	title := s.history.ModesAtHead().Title()
	s.lock.Unlock()
	if title == "" {
		title = commandOf(s.process.Pid)
	}
	return title
}

func commandOf(pid int) string {
	name, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/comm")
	return Plain(string(name))
}
