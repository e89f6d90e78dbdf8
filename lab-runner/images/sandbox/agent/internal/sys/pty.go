package sys

import (
	"os"
	"strconv"
	"syscall"
	"unsafe"
)

const (
	getPtyNumber = 0x80045430
	unlockPty    = 0x40045431
)

type winsize struct {
	rows, cols, xPixels, yPixels uint16
}

func ioctl(file *os.File, request uintptr, argument unsafe.Pointer) error {
	raw, err := file.SyscallConn()
	if err != nil {
		return err
	}
	var errno syscall.Errno
	err = raw.Control(func(fd uintptr) {
		_, _, errno = syscall.Syscall(syscall.SYS_IOCTL, fd, request, uintptr(argument))
	})
	if err != nil {
		return err
	}
	if errno != 0 {
		return errno
	}
	return nil
}

// OpenPty gives both ends; the master does not block, so that Go waits for it without a thread.
func OpenPty() (master *os.File, slave *os.File, err error) {
	fd, err := syscall.Open("/dev/ptmx", syscall.O_RDWR|syscall.O_NOCTTY|syscall.O_CLOEXEC|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, err
	}
	master = os.NewFile(uintptr(fd), "/dev/ptmx")
	var number uint32
	var unlock int32
	if err = ioctl(master, unlockPty, unsafe.Pointer(&unlock)); err == nil {
		err = ioctl(master, getPtyNumber, unsafe.Pointer(&number))
	}
	if err == nil {
		name := "/dev/pts/" + strconv.Itoa(int(number))
		slave, err = os.OpenFile(name, os.O_RDWR|syscall.O_NOCTTY, 0)
	}
	if err != nil {
		master.Close()
		return nil, nil, err
	}
	return master, slave, nil
}

func Resize(master *os.File, cols, rows uint16) error {
	size := winsize{rows: rows, cols: cols}
	return ioctl(master, syscall.TIOCSWINSZ, unsafe.Pointer(&size))
}

// ForegroundGroup is the process group that the terminal's keys go to, 0 when there is none.
func ForegroundGroup(master *os.File) int {
	var group int32
	if ioctl(master, syscall.TIOCGPGRP, unsafe.Pointer(&group)) != nil {
		return 0
	}
	return int(group)
}
