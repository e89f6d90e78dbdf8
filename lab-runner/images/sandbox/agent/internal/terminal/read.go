package terminal

import (
	"os"
	"syscall"
)

// readAvailable waits for output and takes all that is there, up to a full buffer: one echo comes at once and alone,
// a flood comes in large pieces, and no clock is involved. over: nothing more comes, or the deadline has passed.
func readAvailable(master *os.File, buffer []byte) (count int, over bool) {
	raw, err := master.SyscallConn()
	if err != nil {
		return 0, true
	}
	err = raw.Read(func(fd uintptr) bool {
		var again bool
		count, again, over = readFully(int(fd), buffer)
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
		count, _, _ = readFully(int(fd), buffer)
		return true
	})
	return count
}

func readFully(fd int, buffer []byte) (count int, again, over bool) {
	for count < len(buffer) {
		taken, err := syscall.Read(fd, buffer[count:])
		switch {
		case err == syscall.EINTR:
			continue
		case err == syscall.EAGAIN:
			return count, true, false
		case err != nil || taken <= 0:
			// EIO: no process has the terminal any more.
			return count, false, true
		}
		count += taken
	}
	return count, false, false
}
