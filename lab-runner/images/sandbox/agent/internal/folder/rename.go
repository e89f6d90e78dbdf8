package folder

import (
	"syscall"

	"drydock-agent/internal/sys"
)

// renameAt never replaces anything.
func renameAt(fromFolder int, from string, toFolder int, to string) error {
	err := sys.RenameNoReplace(fromFolder, from, toFolder, to)
	if err != syscall.EINVAL {
		return err
	}
	// Also what a folder moved into itself gets; then the plain call says so again.
	var stat syscall.Stat_t
	if sys.LstatAt(toFolder, to, &stat) == nil {
		return syscall.EEXIST
	}
	return syscall.Renameat(fromFolder, from, toFolder, to)
}
