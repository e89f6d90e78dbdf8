// Package folder reads and writes below one folder and nowhere else, whatever links the learner put there.
package folder

import (
	"errors"
	"os"
	"path"
	"strings"
	"syscall"

	"drydock-agent/internal/sys"
	"drydock-agent/internal/wire"
)

// Resolution never leaves the root: not by `..`, not by a link, not by a mount (what is mounted there may hang).
const inside = sys.ResolveBeneath | sys.ResolveNoMagicLinks | sys.ResolveNoXdev

const (
	maxPart = 255
	maxPath = 4096 - 1
)

type root struct {
	fd   int
	path string // where the kernel says it is
}

// openRoot takes an absolute path. The last part may not be a link: it would be another folder than the one meant.
func openRoot(path string) (*root, error) {
	if !strings.HasPrefix(path, "/") || strings.ContainsRune(path, 0) {
		return nil, wire.Faultf("path_invalid", "the root is not absolute")
	}
	fd, err := syscall.Open(path, sys.OPath|syscall.O_DIRECTORY|syscall.O_NOFOLLOW|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	real, err := os.Readlink(sys.FdPath(fd))
	if err != nil {
		_ = syscall.Close(fd)
		return nil, err
	}
	return &root{fd, real}, nil
}

func (r *root) close() { _ = syscall.Close(r.fd) }

// check refuses what no disk has to be asked about. The empty path is the root itself.
func check(name string) error {
	if strings.HasPrefix(name, "/") {
		return wire.Faultf("path_outside", "an absolute path")
	}
	if len(name) > maxPath || strings.ContainsRune(name, 0) {
		return wire.Faultf("path_invalid", "too long or with NUL")
	}
	if name == "" {
		return nil
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == ".." {
			return wire.Faultf("path_outside", "leads upwards")
		}
		if part == "" || part == "." || len(part) > maxPart {
			return wire.Faultf("path_invalid", "an empty, idle or long part")
		}
	}
	return nil
}

// checkNew also refuses names that are a trap to whoever lists them: line breaks and other control characters.
func checkNew(name string) error {
	if err := check(name); err != nil {
		return err
	}
	if name == "" || strings.ContainsFunc(name, func(char rune) bool { return char < ' ' || char == 0x7f }) {
		return wire.Faultf("path_invalid", "no name, or one with a control character")
	}
	return nil
}

// hold gives a handle (O_PATH) to what is at a path, links followed as long as they stay inside.
func (r *root) hold(name string, flags int) (int, error) {
	if name == "" {
		name = "."
	}
	fd, err := sys.OpenAt2(r.fd, name, sys.OPath|flags, 0, inside)
	if err == syscall.EXDEV {
		return r.holdAbsolute(name, flags)
	}
	return fd, err
}

// holdAbsolute is for links with an absolute target, which the kernel counts as outside even when they lead inside.
// They are followed to see where they end, and that place is then opened without any link on the way.
func (r *root) holdAbsolute(name string, flags int) (int, error) {
	seen, err := syscall.Open(sys.FdPath(r.fd)+"/"+name, sys.OPath|flags|syscall.O_CLOEXEC, 0)
	if err != nil {
		if err == syscall.ENOENT {
			return -1, syscall.EXDEV
		}
		return -1, err
	}
	real, err := r.nameOf(seen)
	_ = syscall.Close(seen)
	if err != nil {
		return -1, err
	}
	if real == "" {
		real = "."
	}
	return sys.OpenAt2(r.fd, real, sys.OPath|flags, 0, inside|sys.ResolveNoSymlinks)
}

// nameOf is the path of an open file relative to the root.
func (r *root) nameOf(fd int) (string, error) {
	real, err := os.Readlink(sys.FdPath(fd))
	if err != nil {
		return "", err
	}
	if real == r.path {
		return "", nil
	}
	relative, below := strings.CutPrefix(real, strings.TrimSuffix(r.path, "/")+"/")
	if !below {
		return "", syscall.EXDEV
	}
	return relative, nil
}

// folderOf holds the folder that a path's last part is in.
func (r *root) folderOf(name string) (fd int, last string, err error) {
	above, last := path.Split(name)
	fd, err = r.hold(strings.TrimSuffix(above, "/"), syscall.O_DIRECTORY)
	return fd, last, err
}

// ensure holds a folder and makes what is missing of it, for the owner.
func (r *root) ensure(name string, owner owner) (int, error) {
	fd, err := r.hold(name, syscall.O_DIRECTORY)
	if err != syscall.ENOENT {
		return fd, err
	}
	above, last := path.Split(name)
	parent, err := r.ensure(strings.TrimSuffix(above, "/"), owner)
	if err != nil {
		return -1, err
	}
	defer syscall.Close(parent)
	err = syscall.Mkdirat(parent, last, 0o755)
	if err != nil && err != syscall.EEXIST {
		return -1, err
	}
	made, failure := sys.OpenAt2(parent, last, syscall.O_RDONLY|syscall.O_DIRECTORY|syscall.O_NOFOLLOW, 0, inside)
	if errors.Is(failure, syscall.ENOTDIR) && err == syscall.EEXIST {
		return -1, syscall.ELOOP // a link to nowhere
	}
	if failure == nil && err == nil {
		failure = syscall.Fchown(made, owner.uid, owner.gid)
	}
	return made, failure
}

type owner struct{ uid, gid int }
