package sys

import "syscall"

const (
	renameat2Call = 276
	fstatatCall   = syscall.SYS_FSTATAT
)
