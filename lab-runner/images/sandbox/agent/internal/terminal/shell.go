package terminal

import (
	"os"
	"sync"
	"syscall"
	"time"

	"drydock-agent/internal/sys"
)

const (
	readBytes = 64 << 10
	// A client that has this much before it, unsent, counts as stalled.
	stalledAt = 64 << 10
	// What is still read after the shell's end.
	lastBytes      = 256 << 10
	hangUpPatience = 2 * time.Second
)

// Shell is a login shell with its history, and whoever looks at it. It ends when the shell does, never before.
type Shell struct {
	process *os.Process
	master  *os.File
	keys    *keyboard

	lock    sync.Mutex
	change  *sync.Cond // output, room, a size, the end
	history *History
	clients map[*client]struct{}
	ended   bool // nothing more will come
	closing bool // read on, whoever stalls
	code    int
	// Closed when the shell has ended and its id is free.
	done chan struct{}
}

func newShell(master *os.File, process *os.Process, cols, rows uint16) *Shell {
	shell := &Shell{
		process: process, master: master, keys: newKeyboard(master),
		history: NewHistory(cols, rows),
		clients: map[*client]struct{}{},
		done:    make(chan struct{}),
	}
	shell.change = sync.NewCond(&shell.lock)
	return shell
}

// run reads until the shell has ended and calls forget before anybody hears of it.
func (s *Shell) run(forget func()) {
	exited := make(chan int, 1)
	go func() {
		exited <- s.wait()
		// Wakes the reader: jobs left behind may hold the terminal open for ever.
		_ = s.master.SetReadDeadline(time.Now())
	}()
	buffer := make([]byte, readBytes)
	for {
		count, over := readAvailable(s.master, buffer)
		s.take(buffer[:count])
		if over {
			break
		}
	}
	code := <-exited
	s.drain(buffer)
	forget()
	s.finish(code)
}

func (s *Shell) wait() int {
	state, err := s.process.Wait()
	if err != nil {
		return 255
	}
	status := state.Sys().(syscall.WaitStatus)
	if status.Signaled() {
		return 128 + int(status.Signal())
	}
	return status.ExitStatus()
}

// take keeps output and tells everybody, then waits while everybody stalls. Nobody there: no waiting.
func (s *Shell) take(output []byte) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if len(output) > 0 {
		s.history.Append(output)
		s.change.Broadcast()
	}
	for s.allStall() {
		s.change.Wait()
	}
}

func (s *Shell) allStall() bool {
	if len(s.clients) == 0 || s.closing {
		return false
	}
	for one := range s.clients {
		if s.history.head-one.cursor < stalledAt {
			return false
		}
	}
	return true
}

// drain takes what the kernel still holds.
func (s *Shell) drain(buffer []byte) {
	_ = s.master.SetReadDeadline(time.Time{})
	for taken := 0; taken < lastBytes; {
		count := readNow(s.master, buffer)
		if count <= 0 {
			return
		}
		s.lock.Lock()
		s.history.Append(buffer[:count])
		s.lock.Unlock()
		taken += count
	}
}

func (s *Shell) finish(code int) {
	s.keys.close()
	s.lock.Lock()
	s.ended, s.code = true, code
	s.change.Broadcast()
	s.lock.Unlock()
	_ = s.master.Close()
	close(s.done)
}

// resize holds for everybody; the last one wins.
func (s *Shell) resize(cols, rows uint16) {
	cols, rows = min(max(cols, 2), maxCols), min(max(rows, 1), maxRows)
	s.lock.Lock()
	defer s.lock.Unlock()
	if !s.ended && s.history.Resize(cols, rows) {
		_ = sys.Resize(s.master, cols, rows)
		s.change.Broadcast()
	}
}

// hangUp ends the shell as closing a terminal window does, and by force when it does not listen.
func (s *Shell) hangUp() {
	s.lock.Lock()
	s.closing = true
	s.change.Broadcast()
	s.lock.Unlock()
	for _, signal := range []syscall.Signal{syscall.SIGHUP, syscall.SIGKILL} {
		s.signal(signal)
		select {
		case <-s.done:
			return
		case <-time.After(hangUpPatience):
		}
	}
}

func (s *Shell) signal(signal syscall.Signal) {
	groups := []int{sys.ForegroundGroup(s.master), s.process.Pid}
	for _, group := range groups {
		if group > 1 {
			_ = syscall.Kill(-group, signal)
			_ = syscall.Kill(-group, syscall.SIGCONT)
		}
	}
	_ = s.process.Signal(signal)
}
