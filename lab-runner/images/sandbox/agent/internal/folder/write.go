package folder

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"os"
	"path"
	"strings"
	"syscall"

	"drydock-agent/internal/sys"
	"drydock-agent/internal/wire"
)

// Half-written files are named so; lists and watches pass them over.
const temporaryPrefix = ".drydock-write-"

func IsTemporary(name string) bool { return strings.HasPrefix(name, temporaryPrefix) }

func (s *Service) write(conn *wire.Conn, request *Request) error {
	if err := checkNew(request.Path); err != nil {
		return err
	}
	return s.inMade(request, func(root *root, owned owner) error {
		target, err := locate(root, request.Path, owned)
		if err != nil {
			return err
		}
		defer syscall.Close(target.folder)
		if err = target.compare(request.Expected); err != nil {
			return err
		}
		if err = conn.WriteJSON(wire.OK, struct{}{}); err != nil {
			return nil
		}
		version, err := target.replace(conn, request)
		if err != nil {
			return err
		}
		return conn.WriteJSON(wire.OK, map[string]string{"version": version})
	})
}

// target is where a file will be: a folder held open, and the name in it once links are followed.
type target struct {
	folder int
	name   string
	owner  owner
}

func locate(root *root, name string, owned owner) (*target, error) {
	held, err := root.hold(name, 0)
	if err == nil {
		name, err = fileName(root, held)
		_ = syscall.Close(held)
	}
	if err != nil && err != syscall.ENOENT {
		return nil, err
	}
	above, last := path.Split(name)
	folder, err := root.ensure(strings.TrimSuffix(above, "/"), owned)
	if err != nil {
		return nil, err
	}
	return &target{folder, last, owned}, nil
}

// fileName is where a held file truly is.
func fileName(root *root, held int) (string, error) {
	var stat syscall.Stat_t
	if err := syscall.Fstat(held, &stat); err != nil {
		return "", err
	}
	if kindOf(&stat) != "file" {
		return "", wire.Faultf("not_a_file", "not a regular file")
	}
	return root.nameOf(held)
}

// look is nil when nothing is there.
func (t *target) look() (*syscall.Stat_t, error) {
	stat := new(syscall.Stat_t)
	err := sys.LstatAt(t.folder, t.name, stat)
	if err == syscall.ENOENT {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	switch kindOf(stat) {
	case "file":
		return stat, nil
	case "link":
		return nil, syscall.ELOOP // to nowhere, or it would have been followed
	}
	return nil, wire.Faultf("not_a_file", "not a regular file")
}

// compare refuses when what is there is not what the client has read.
func (t *target) compare(expected json.RawMessage) error {
	stat, err := t.look()
	if err != nil || expected == nil {
		return err
	}
	var version *string
	if json.Unmarshal(expected, &version) != nil {
		return wire.Faultf("request_invalid", "expected is no version")
	}
	if (version == nil) != (stat == nil) || (version != nil && *version != versionOf(stat)) {
		return wire.Faultf("file_changed", "not the expected version")
	}
	return nil
}

// replace puts the content that follows on the connection in place as one step, and on the disk.
func (t *target) replace(conn *wire.Conn, request *Request) (string, error) {
	name := temporaryName()
	flags := syscall.O_WRONLY | syscall.O_CREAT | syscall.O_EXCL | syscall.O_NOFOLLOW
	fd, err := sys.OpenAt2(t.folder, name, flags, 0o600, inside)
	if err != nil {
		return "", err
	}
	file := os.NewFile(uintptr(fd), name)
	defer file.Close()
	err = receive(conn, file, request.Size)
	if err == nil {
		err = t.dress(file, request.Executable)
	}
	if err == nil {
		err = file.Sync()
	}
	if err == nil {
		err = t.swap(name, request.Expected)
	}
	if err != nil {
		_ = syscall.Unlinkat(t.folder, name)
		return "", err
	}
	var stat syscall.Stat_t
	if err = syscall.Fstat(fd, &stat); err != nil {
		return "", err
	}
	return versionOf(&stat), nil
}

func (t *target) swap(name string, expected json.RawMessage) error {
	// Again: the content took its time to come.
	if err := t.compare(expected); err != nil {
		return err
	}
	if !bytes.Equal(expected, []byte("null")) {
		return syscall.Renameat(t.folder, name, t.folder, t.name)
	}
	err := renameAt(t.folder, name, t.folder, t.name)
	if err == syscall.EEXIST {
		return wire.Faultf("file_changed", "made meanwhile")
	}
	return err
}

// dress gives the new file the mode and owner of the old one. A new one is the learner's.
func (t *target) dress(file *os.File, executable *bool) error {
	before, err := t.look()
	if err != nil {
		return err
	}
	mode, owned := uint32(0o644), t.owner
	if before != nil {
		mode, owned = before.Mode&0o7777, owner{int(before.Uid), int(before.Gid)}
	}
	if executable != nil {
		mode &^= 0o111
		if *executable {
			mode |= (mode & 0o444) >> 2
		}
	}
	if err = syscall.Fchown(int(file.Fd()), owned.uid, owned.gid); err != nil {
		return err
	}
	return syscall.Fchmod(int(file.Fd()), mode)
}

func receive(conn *wire.Conn, file *os.File, size int64) error {
	for {
		kind, payload, err := conn.Read()
		switch {
		case err != nil:
			return err
		case kind == wire.End && size == 0:
			return nil
		case kind != wire.Data || int64(len(payload)) > size:
			return wire.Faultf("request_invalid", "not as much content as was announced")
		}
		if _, err = file.Write(payload); err != nil {
			return err
		}
		size -= int64(len(payload))
	}
}

func temporaryName() string {
	random := make([]byte, 8)
	_, _ = rand.Read(random)
	return temporaryPrefix + hex.EncodeToString(random)
}
