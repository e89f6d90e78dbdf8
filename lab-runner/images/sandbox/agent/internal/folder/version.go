package folder

import (
	"strconv"
	"syscall"
)

func kindOf(stat *syscall.Stat_t) string {
	switch stat.Mode & syscall.S_IFMT {
	case syscall.S_IFREG:
		return "file"
	case syscall.S_IFDIR:
		return "folder"
	case syscall.S_IFLNK:
		return "link"
	}
	return "other"
}

// versionOf changes whenever the content may have changed. Folders have none.
func versionOf(stat *syscall.Stat_t) string {
	if kindOf(stat) == "folder" {
		return ""
	}
	version := strconv.AppendInt(nil, stat.Mtim.Nano(), 36)
	version = strconv.AppendInt(append(version, '-'), stat.Size, 36)
	return string(strconv.AppendUint(append(version, '-'), stat.Ino, 36))
}
