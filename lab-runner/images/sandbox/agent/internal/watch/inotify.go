package watch

import (
	"bytes"
	"os"
	"syscall"
	"unsafe"

	"drydock-agent/internal/sys"
)

const treeMask = syscall.IN_CREATE | syscall.IN_MODIFY | syscall.IN_CLOSE_WRITE | syscall.IN_DELETE |
	syscall.IN_MOVED_FROM | syscall.IN_MOVED_TO | syscall.IN_ATTRIB |
	syscall.IN_DELETE_SELF | syscall.IN_MOVE_SELF | syscall.IN_ONLYDIR | syscall.IN_EXCL_UNLINK

// What is watched above a root that is missing: something of its name may come.
const arrivalMask = syscall.IN_CREATE | syscall.IN_MOVED_TO | syscall.IN_DELETE_SELF | syscall.IN_MOVE_SELF |
	syscall.IN_ONLYDIR

type inotify struct {
	file *os.File
}

type notice struct {
	wd   int
	mask uint32
	name string
}

func newInotify() (*inotify, error) {
	fd, err := syscall.InotifyInit1(syscall.IN_CLOEXEC | syscall.IN_NONBLOCK)
	if err != nil {
		return nil, err
	}
	return &inotify{os.NewFile(uintptr(fd), "inotify")}, nil
}

// add watches an open folder: the handle, not a name that may be another folder by now.
func (i *inotify) add(folder int, mask uint32) (int, error) {
	raw, err := i.file.SyscallConn()
	if err != nil {
		return -1, err
	}
	wd, failure := -1, error(nil)
	err = raw.Control(func(fd uintptr) {
		wd, failure = syscall.InotifyAddWatch(int(fd), sys.FdPath(folder), mask)
	})
	if err != nil {
		return -1, err
	}
	return wd, failure
}

func (i *inotify) remove(wd int) {
	raw, err := i.file.SyscallConn()
	if err == nil {
		_ = raw.Control(func(fd uintptr) { _, _ = syscall.InotifyRmWatch(int(fd), uint32(wd)) })
	}
}

func (i *inotify) close() { _ = i.file.Close() }

// read waits for notices, as many as there are.
func (i *inotify) read(buffer []byte) ([]notice, error) {
	count, err := i.file.Read(buffer)
	if err != nil {
		return nil, err
	}
	var notices []notice
	for offset := 0; offset+syscall.SizeofInotifyEvent <= count; {
		raw := (*syscall.InotifyEvent)(unsafe.Pointer(&buffer[offset]))
		offset += syscall.SizeofInotifyEvent
		end := min(offset+int(raw.Len), count)
		name, _, _ := bytes.Cut(buffer[offset:end], []byte{0})
		notices = append(notices, notice{int(raw.Wd), raw.Mask, string(name)})
		offset = end
	}
	return notices, nil
}
