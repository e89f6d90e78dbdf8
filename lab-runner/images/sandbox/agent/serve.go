package main

import (
	"errors"
	"net"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"drydock-agent/internal/wire"
)

const (
	// Connections at once. One more is told so and closed: memory stays bounded whoever knocks.
	maxConnections = 512
	memoryLimit    = 48 << 20
)

func serve(path, role, learner string) error {
	debug.SetMemoryLimit(memoryLimit)
	debug.SetGCPercent(50)
	runtime.GOMAXPROCS(min(runtime.NumCPU(), 2))
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return err
	}
	if err = os.Chmod(path, 0o600); err != nil {
		return err
	}
	return accept(listener, newOperations(role, learner))
}

func accept(listener *net.UnixListener, operations *operations) error {
	places := make(chan struct{}, maxConnections)
	for {
		socket, err := listener.AcceptUnix()
		if errors.Is(err, net.ErrClosed) {
			return err
		}
		if err != nil {
			// Out of descriptors, perhaps: those in use come back.
			time.Sleep(20 * time.Millisecond)
			continue
		}
		select {
		case places <- struct{}{}:
			go func() {
				defer func() { <-places }()
				handle(wire.New(socket), operations)
			}()
		default:
			refuse(socket)
		}
	}
}

func refuse(socket *net.UnixConn) {
	_ = socket.SetWriteDeadline(time.Now().Add(time.Millisecond))
	wire.New(socket).Fail(wire.Faultf("too_many", "too many connections"))
	_ = socket.Close()
}

func handle(conn *wire.Conn, operations *operations) {
	defer conn.Close()
	request, err := conn.ReadRequest()
	if err == nil {
		err = operations.serve(conn, request)
	} else if fault := (*wire.Fault)(nil); !errors.As(err, &fault) {
		return
	}
	if err != nil {
		conn.Fail(err)
		conn.Linger()
	}
}
