package folder

import (
	"io"
	"os"
	"syscall"

	"drydock-agent/internal/sys"
	"drydock-agent/internal/wire"
)

// Open folders on the way down. What lies deeper is moved up and removed from there, however deep somebody nested it.
const maxDepth = 64

func remove(root *root, name string) error {
	if err := check(name); err != nil {
		return err
	}
	if name == "" {
		return wire.Faultf("path_invalid", "the root itself")
	}
	folder, last, err := root.folderOf(name)
	if err != nil {
		return err
	}
	defer syscall.Close(folder)
	return removeAt(folder, last, 0)
}

func removeAt(folder int, name string, depth int) error {
	err := syscall.Unlinkat(folder, name)
	if err != syscall.EISDIR {
		return err
	}
	fd, err := sys.OpenAt2(folder, name, syscall.O_RDONLY|syscall.O_DIRECTORY|syscall.O_NOFOLLOW, 0, inside)
	if err != nil {
		return err
	}
	opened := os.NewFile(uintptr(fd), name)
	err = empty(opened, folder, depth)
	_ = opened.Close()
	if err != nil {
		return err
	}
	return sys.RemoveDirAt(folder, name)
}

func empty(folder *os.File, above int, depth int) error {
	for {
		names, err := folder.Readdirnames(1024)
		if len(names) == 0 {
			if err == io.EOF {
				return nil
			}
			return err
		}
		for _, name := range names {
			if err = removeOrLift(folder, name, above, depth); err != nil && err != syscall.ENOENT {
				return err
			}
		}
		// Reading on after removals may pass over names.
		if _, err = folder.Seek(0, 0); err != nil {
			return err
		}
	}
}

func removeOrLift(folder *os.File, name string, above int, depth int) error {
	if depth < maxDepth {
		return removeAt(int(folder.Fd()), name, depth+1)
	}
	err := syscall.Unlinkat(int(folder.Fd()), name)
	if err != syscall.EISDIR {
		return err
	}
	return syscall.Renameat(int(folder.Fd()), name, above, temporaryName())
}
