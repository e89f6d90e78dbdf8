// Package sys has the Linux calls that Go's syscall package lacks.
package sys

import (
	"os"
	"strconv"
	"syscall"
	"unsafe"
)

const (
	OPath = 0x200000

	ResolveNoXdev       = 0x01
	ResolveNoMagicLinks = 0x02
	ResolveNoSymlinks   = 0x04
	ResolveBeneath      = 0x08

	openat2Call     = 437
	setSubreaper    = 36
	atRemoveDir     = 0x200
	renameNoReplace = 1
)

type openHow struct {
	flags, mode, resolve uint64
}

// OpenAt2 resolves path from dir as resolve says, O_CLOEXEC always.
func OpenAt2(dir int, path string, flags int, mode uint32, resolve uint64) (int, error) {
	name, err := syscall.BytePtrFromString(path)
	if err != nil {
		return -1, err
	}
	how := openHow{uint64(flags | syscall.O_CLOEXEC), uint64(mode), resolve}
	for tries := 0; ; tries++ {
		fd, _, errno := syscall.Syscall6(openat2Call, uintptr(dir), uintptr(unsafe.Pointer(name)),
			uintptr(unsafe.Pointer(&how)), unsafe.Sizeof(how), 0, 0)
		// EAGAIN: something was renamed on the way, so the kernel can't vouch for the result.
		if errno == syscall.EINTR || (errno == syscall.EAGAIN && tries < 100) {
			continue
		}
		if errno != 0 {
			return -1, errno
		}
		return int(fd), nil
	}
}

// RenameNoReplace fails with EEXIST when there is something at the new name.
func RenameNoReplace(fromDir int, from string, toDir int, to string) error {
	fromName, err := syscall.BytePtrFromString(from)
	if err != nil {
		return err
	}
	toName, err := syscall.BytePtrFromString(to)
	if err != nil {
		return err
	}
	_, _, errno := syscall.Syscall6(renameat2Call, uintptr(fromDir), uintptr(unsafe.Pointer(fromName)),
		uintptr(toDir), uintptr(unsafe.Pointer(toName)), renameNoReplace, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// LstatAt looks at name in dir without following it.
func LstatAt(dir int, name string, stat *syscall.Stat_t) error {
	return fstatat(dir, name, stat, 0x100)
}

func fstatat(dir int, name string, stat *syscall.Stat_t, flags int) error {
	path, err := syscall.BytePtrFromString(name)
	if err != nil {
		return err
	}
	_, _, errno := syscall.Syscall6(fstatatCall, uintptr(dir), uintptr(unsafe.Pointer(path)),
		uintptr(unsafe.Pointer(stat)), uintptr(flags), 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

func RemoveDirAt(dir int, name string) error {
	path, err := syscall.BytePtrFromString(name)
	if err != nil {
		return err
	}
	_, _, errno := syscall.Syscall(syscall.SYS_UNLINKAT, uintptr(dir), uintptr(unsafe.Pointer(path)), atRemoveDir)
	if errno != 0 {
		return errno
	}
	return nil
}

// BecomeSubreaper makes every orphan among this process's descendants its child.
func BecomeSubreaper() error {
	_, _, errno := syscall.RawSyscall(syscall.SYS_PRCTL, setSubreaper, 1, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// FdPath names an open file; opening it opens the same inode anew.
func FdPath(fd int) string { return "/proc/self/fd/" + strconv.Itoa(fd) }

// WithOomScore runs start while this process, and so what it starts, has that score. Raising it and going back to
// what was inherited needs no privilege.
func WithOomScore(score int, start func() error) error {
	const file = "/proc/self/oom_score_adj"
	before, err := os.ReadFile(file)
	if err == nil && os.WriteFile(file, []byte(strconv.Itoa(score)), 0) == nil {
		defer os.WriteFile(file, before, 0)
	}
	return start()
}
