package main

import (
	"io"
	"net"
	"os"
)

// connect copies standard input and output to the socket, for a runner that reaches the container but not its files.
func connect(path string) error {
	socket, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return err
	}
	go func() {
		_, _ = io.Copy(socket, os.Stdin)
		_ = socket.CloseWrite()
	}()
	_, err = io.Copy(os.Stdout, socket)
	return err
}
