package cni

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
)

// Serve hands every attachment to a handler, until the context ends.
func Serve(ctx context.Context, socket string, handle func(context.Context, Attachment) error) error {
	if err := os.MkdirAll(filepath.Dir(socket), 0o700); err != nil {
		return err
	}
	if err := os.Remove(socket); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return fmt.Errorf("listen for the runtime's plugin: %w", err)
	}
	context.AfterFunc(ctx, func() { _ = listener.Close() })
	for {
		connection, err := listener.Accept()
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		go serveOne(ctx, connection, handle)
	}
}

func serveOne(ctx context.Context, connection net.Conn, handle func(context.Context, Attachment) error) {
	defer connection.Close()
	var attachment Attachment
	if err := json.NewDecoder(connection).Decode(&attachment); err != nil {
		return
	}
	var said answer
	if err := handle(ctx, attachment); err != nil {
		said.Error = err.Error()
	}
	_ = json.NewEncoder(connection).Encode(said)
}
