package run

import (
	"os"
	"sync"
)

// Standard input that waits for a command that does not read it. The client's frames are read on past it, since a
// kill may be among them; above it the client has to wait.
const heldInput = 8 << 20

type input struct {
	pipe   *os.File
	lock   sync.Mutex
	change *sync.Cond
	held   []byte
	closed bool
}

func newInput(pipe *os.File) *input {
	in := &input{pipe: pipe}
	in.change = sync.NewCond(&in.lock)
	go in.write()
	return in
}

func (in *input) add(bytes []byte) {
	in.lock.Lock()
	defer in.lock.Unlock()
	for len(in.held) > heldInput && !in.closed {
		in.change.Wait()
	}
	if !in.closed {
		in.held = append(in.held, bytes...)
		in.change.Broadcast()
	}
}

// close lets what was added still go out, then ends the pipe.
func (in *input) close() {
	in.lock.Lock()
	defer in.lock.Unlock()
	in.closed = true
	in.change.Broadcast()
}

func (in *input) write() {
	for {
		in.lock.Lock()
		for len(in.held) == 0 && !in.closed {
			in.change.Wait()
		}
		bytes := in.held
		in.held = nil
		last := len(bytes) == 0
		in.change.Broadcast()
		in.lock.Unlock()
		if last {
			_ = in.pipe.Close()
			return
		}
		// Fails when the command has closed its end; then the rest is nobody's.
		_, _ = in.pipe.Write(bytes)
	}
}
