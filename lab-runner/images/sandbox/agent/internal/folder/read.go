package folder

import (
	"io"
	"os"
	"syscall"

	"drydock-agent/internal/sys"
	"drydock-agent/internal/wire"
)

func read(conn *wire.Conn, root *root, request *Request) error {
	if err := check(request.Path); err != nil {
		return err
	}
	file, stat, err := openFile(root, request.Path)
	if err != nil {
		return err
	}
	defer file.Close()
	if stat.Size > request.MaxBytes {
		return wire.Faultf("file_too_big", "more than was asked for")
	}
	// The version before reading: when the file changes meanwhile, what was read counts as old.
	answer := map[string]any{"version": versionOf(stat), "size": stat.Size}
	if err = conn.WriteJSON(wire.OK, answer); err != nil {
		return nil
	}
	content := io.LimitReader(file, stat.Size)
	if _, err = io.CopyBuffer(dataWriter{conn}, content, make([]byte, wire.Piece)); err != nil {
		return err
	}
	return conn.Write(wire.End, nil)
}

// openFile opens regular files only: a look through a handle first, since merely opening a FIFO or a device does things.
func openFile(root *root, name string) (*os.File, *syscall.Stat_t, error) {
	held, err := root.hold(name, 0)
	if err != nil {
		return nil, nil, err
	}
	defer syscall.Close(held)
	var stat syscall.Stat_t
	if err = syscall.Fstat(held, &stat); err != nil {
		return nil, nil, err
	}
	if kindOf(&stat) != "file" {
		return nil, nil, wire.Faultf("not_a_file", "not a regular file")
	}
	fd, err := syscall.Open(sys.FdPath(held), syscall.O_RDONLY|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, nil, err
	}
	return os.NewFile(uintptr(fd), name), &stat, nil
}
