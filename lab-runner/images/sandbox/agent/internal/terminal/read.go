package terminal

import (
	"os"
	"syscall"
	"time"
	"unsafe"
)

const (
	// The kernel hands a terminal's output out in pieces of 4 KiB at most. So much at once is a flood, where waiting for
	// the next piece makes large frames of it; less is an echo or a line, and goes at once.
	floodBytes = 4095
	nextPiece  = 500 * time.Microsecond
	pollIn     = 1
)

// readAvailable waits for output and takes what there is, up to a full buffer.
func readAvailable(master *os.File, buffer []byte) (count int, over bool) {
	raw, err := master.SyscallConn()
	if err != nil {
		return 0, true
	}
	err = raw.Read(func(fd uintptr) bool {
		var again bool
		count, again, over = readFully(int(fd), buffer, nextPiece)
		return count > 0 || over || !again
	})
	return count, over || err != nil
}

// readNow gives what is there without waiting.
func readNow(master *os.File, buffer []byte) (count int) {
	raw, err := master.SyscallConn()
	if err != nil {
		return 0
	}
	_ = raw.Read(func(fd uintptr) bool {
		count, _, _ = readFully(int(fd), buffer, 0)
		return true
	})
	return count
}

func readFully(fd int, buffer []byte, patience time.Duration) (count int, again, over bool) {
	for count < len(buffer) {
		taken, err := syscall.Read(fd, buffer[count:])
		switch {
		case err == syscall.EINTR:
			continue
		case err == syscall.EAGAIN:
			if patience > 0 && count >= floodBytes && readable(fd, patience) {
				continue
			}
			return count, true, false
		case err != nil || taken <= 0:
			// EIO: no process has the terminal any more.
			return count, false, true
		}
		count += taken
	}
	return count, false, false
}

func readable(fd int, patience time.Duration) bool {
	polled := struct {
		fd              int32
		events, revents int16
	}{fd: int32(fd), events: pollIn}
	limit := syscall.NsecToTimespec(patience.Nanoseconds())
	ready, _, errno := syscall.Syscall6(syscall.SYS_PPOLL, uintptr(unsafe.Pointer(&polled)), 1,
		uintptr(unsafe.Pointer(&limit)), 0, 0, 0)
	return errno == 0 && ready == 1
}
