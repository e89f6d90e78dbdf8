package folder

import (
	"encoding/json"
	"errors"
	"path"
	"syscall"

	"drydock-agent/internal/people"
	"drydock-agent/internal/wire"
)

type Request struct {
	Op         string          `json:"op"`
	Root       string          `json:"root"`
	Path       string          `json:"path"`
	From       string          `json:"from"`
	To         string          `json:"to"`
	Limit      int             `json:"limit"`
	MaxBytes   int64           `json:"maxBytes"`
	Size       int64           `json:"size"`
	Expected   json.RawMessage `json:"expected"` // absent, null or a version
	Executable *bool           `json:"executable"`
}

type Service struct {
	// Learner owns what is made here.
	Learner string
}

func (s *Service) Serve(conn *wire.Conn, request *Request) error {
	switch request.Op {
	case "list":
		return s.in(request, func(root *root) error { return list(conn, root, request) })
	case "read":
		return s.in(request, func(root *root) error { return read(conn, root, request) })
	case "write":
		return s.write(conn, request)
	case "make-folder":
		return done(conn, s.makeFolder(request))
	case "rename":
		return done(conn, s.in(request, func(root *root) error { return s.rename(root, request) }))
	case "remove":
		return done(conn, s.in(request, func(root *root) error { return remove(root, request.Path) }))
	}
	return wire.Faultf("request_invalid", "no such operation")
}

func done(conn *wire.Conn, err error) error {
	if err != nil {
		return err
	}
	return conn.WriteJSON(wire.OK, struct{}{})
}

func (s *Service) in(request *Request, work func(*root) error) error {
	root, err := openRoot(request.Root)
	if err != nil {
		return err
	}
	defer root.close()
	return work(root)
}

// inMade is for what makes missing folders: the root may be missing too.
func (s *Service) inMade(request *Request, work func(*root, owner) error) error {
	learner, err := people.Find(s.Learner)
	if err != nil {
		return err
	}
	owned := owner{int(learner.Uid), int(learner.Gid)}
	opened, err := openRoot(request.Root)
	if errors.Is(err, syscall.ENOENT) && request.Root != "/" {
		if err = makeRoot(request.Root, owned); err == nil {
			opened, err = openRoot(request.Root)
		}
	}
	if err != nil {
		return err
	}
	defer opened.close()
	return work(opened, owned)
}

func makeRoot(name string, owned owner) error {
	above, last := path.Split(path.Clean(name))
	parent, err := openRoot(above)
	if err != nil {
		return err
	}
	defer parent.close()
	fd, err := parent.ensure(last, owned)
	if err == nil {
		_ = syscall.Close(fd)
	}
	return err
}

func (s *Service) makeFolder(request *Request) error {
	if request.Path != "" {
		if err := checkNew(request.Path); err != nil {
			return err
		}
	}
	return s.inMade(request, func(root *root, owned owner) error {
		fd, err := root.ensure(request.Path, owned)
		if err == syscall.ENOTDIR {
			return syscall.EEXIST
		}
		if err == nil {
			_ = syscall.Close(fd)
		}
		return err
	})
}

func (s *Service) rename(root *root, request *Request) error {
	if err := check(request.From); err != nil {
		return err
	}
	if err := checkNew(request.To); err != nil {
		return err
	}
	if request.From == "" {
		return wire.Faultf("path_invalid", "the root itself")
	}
	learner, err := people.Find(s.Learner)
	if err != nil {
		return err
	}
	fromFolder, from, err := root.folderOf(request.From)
	if err != nil {
		return err
	}
	defer syscall.Close(fromFolder)
	above, to := path.Split(request.To)
	toFolder, err := root.ensure(path.Clean("/" + above)[1:], owner{int(learner.Uid), int(learner.Gid)})
	if err != nil {
		return err
	}
	defer syscall.Close(toFolder)
	return renameAt(fromFolder, from, toFolder, to)
}
