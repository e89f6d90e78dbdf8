package run

import (
	"os"
	"syscall"
)

// pipes are stdin, stdout, stderr and control, each with an end for the agent and one for the supervisor.
type pipes struct {
	ours, theirs []*os.File
}

func (p *pipes) open() error {
	for stream := range 3 {
		reader, writer, err := os.Pipe()
		if err != nil {
			return err
		}
		if stream == 0 {
			p.add(writer, reader)
		} else {
			p.add(reader, writer)
		}
	}
	pair, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC|syscall.SOCK_NONBLOCK, 0)
	if err != nil {
		return err
	}
	// The supervisor's end blocks: it has nothing else to do.
	_ = syscall.SetNonblock(pair[1], false)
	p.add(os.NewFile(uintptr(pair[0]), "control"), os.NewFile(uintptr(pair[1]), "control"))
	return nil
}

func (p *pipes) add(ours, theirs *os.File) {
	p.ours = append(p.ours, ours)
	p.theirs = append(p.theirs, theirs)
}

func (p *pipes) closeOurs() {
	for _, file := range p.ours {
		_ = file.Close()
	}
}

func (p *pipes) closeTheirs() {
	for _, file := range p.theirs {
		_ = file.Close()
	}
}
