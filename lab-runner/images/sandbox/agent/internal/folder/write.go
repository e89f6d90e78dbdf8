package folder

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"os"
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

// replace puts the content that follows on the connection in place as one step, and on the disk.
func (t *target) replace(conn *wire.Conn, request *Request) (string, error) {
	name := temporaryName()
	flags := syscall.O_RDWR | syscall.O_CREAT | syscall.O_EXCL | syscall.O_NOFOLLOW
	fd, err := sys.OpenAt2(t.folder, name, flags, 0o600, inside)
	if err != nil {
		return "", err
	}
	file := os.NewFile(uintptr(fd), name)
	defer file.Close()
	version, err := t.fill(conn, request, file, name)
	if err != nil {
		_ = syscall.Unlinkat(t.folder, name)
	}
	return version, err
}

func (t *target) fill(conn *wire.Conn, request *Request, file *os.File, name string) (string, error) {
	if err := receive(conn, file, request.Size); err != nil {
		return "", err
	}
	before, err := t.look()
	if err != nil {
		return "", err
	}
	if err = dress(file, before, t.owner, request.Executable); err != nil {
		return "", err
	}
	if before != nil && (before.Nlink > 1 || mountedElsewhere(before, t.name)) {
		return t.overwrite(file, name, request)
	}
	if err = file.Sync(); err != nil {
		return "", err
	}
	if err = t.swap(name, request.Expected); err != nil {
		return "", err
	}
	return versionOfOpen(file)
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
func dress(file *os.File, before *syscall.Stat_t, owned owner, executable *bool) error {
	mode := uint32(0o644)
	if before != nil {
		mode, owned = before.Mode&0o7777, owner{int(before.Uid), int(before.Gid)}
	}
	if executable != nil {
		mode &^= 0o111
		if *executable {
			mode |= (mode & 0o444) >> 2
		}
	}
	if err := syscall.Fchown(int(file.Fd()), owned.uid, owned.gid); err != nil {
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
