package wire

import (
	"errors"
	"syscall"
)

// Fault is an error that the client hears of. Code is one of lab-runner/errors.ts.
type Fault struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (f *Fault) Error() string { return f.Code + ": " + f.Message }

func Faultf(code string, message string) *Fault { return &Fault{Code: code, Message: message} }

// FaultOf gives any error the code that fits it best.
func FaultOf(err error) *Fault {
	var fault *Fault
	if errors.As(err, &fault) {
		return fault
	}
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return &Fault{Code: codeOf(errno), Message: err.Error()}
	}
	return &Fault{Code: "internal", Message: err.Error()}
}

func codeOf(errno syscall.Errno) string {
	switch errno {
	case syscall.ENOENT:
		return "file_missing"
	case syscall.EXDEV, syscall.ELOOP:
		return "path_outside"
	case syscall.ENOSPC, syscall.EDQUOT:
		return "disk_full"
	case syscall.EEXIST, syscall.ENOTEMPTY:
		return "file_exists"
	case syscall.ENOTDIR, syscall.EISDIR:
		return "not_a_file"
	case syscall.ENAMETOOLONG, syscall.EINVAL:
		return "path_invalid"
	case syscall.EMFILE, syscall.ENFILE:
		return "too_many"
	// No process or no memory to be had: something in the sandbox uses everything up.
	case syscall.EAGAIN, syscall.ENOMEM:
		return "sandbox_unresponsive"
	}
	return "internal"
}
