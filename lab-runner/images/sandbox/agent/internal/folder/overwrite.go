package folder

import (
	"io"
	"os"
	"syscall"

	"drydock-agent/internal/sys"
	"drydock-agent/internal/wire"
)

// overwrite is for a file that others know by more than its name: a container that has it mounted, a second name.
// They must see the new content, so it goes into the old file; the new one served to see that the disk has room.
func (t *target) overwrite(content *os.File, name string, request *Request) (string, error) {
	defer syscall.Unlinkat(t.folder, name)
	if err := t.compare(request.Expected); err != nil {
		return "", err
	}
	fd, err := sys.OpenAt2(t.folder, t.name, syscall.O_WRONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0, inside)
	if err != nil {
		return "", err
	}
	file := os.NewFile(uintptr(fd), t.name)
	defer file.Close()
	var stat, fresh syscall.Stat_t
	if err = syscall.Fstat(fd, &stat); err != nil {
		return "", err
	}
	if kindOf(&stat) != "file" {
		return "", wire.Faultf("not_a_file", "not a regular file")
	}
	if err = syscall.Fstat(int(content.Fd()), &fresh); err != nil {
		return "", err
	}
	if _, err = content.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	// Over the old bytes and cut to length then: nobody ever sees it empty.
	if _, err = io.Copy(file, content); err != nil {
		return "", err
	}
	if err = file.Truncate(request.Size); err == nil {
		err = syscall.Fchmod(fd, fresh.Mode&0o7777)
	}
	if err == nil {
		err = file.Sync()
	}
	if err != nil {
		return "", err
	}
	return versionOfOpen(file)
}

func versionOfOpen(file *os.File) (string, error) {
	var stat syscall.Stat_t
	if err := syscall.Fstat(int(file.Fd()), &stat); err != nil {
		return "", err
	}
	return versionOf(&stat), nil
}
