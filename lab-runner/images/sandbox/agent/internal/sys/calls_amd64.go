package sys

import "syscall"

const (
	renameat2Call = 316
	fstatatCall   = syscall.SYS_NEWFSTATAT
)
