package run

import "drydock-agent/internal/wire"

// listener is what the client says while its command runs.
type listener struct {
	killed chan struct{} // it wants the command dead, or has left
	left   chan struct{}
}

func listen(conn *wire.Conn, command *command) *listener {
	client := &listener{killed: make(chan struct{}), left: make(chan struct{})}
	go client.run(conn, newInput(command.stdin))
	return client
}

func (l *listener) run(conn *wire.Conn, input *input) {
	defer close(l.left)
	defer input.close()
	killed := false
	kill := func() {
		if !killed {
			killed = true
			close(l.killed)
		}
	}
	defer kill()
	for {
		kind, payload, err := conn.Read()
		if err != nil {
			return
		}
		switch kind {
		case wire.Data:
			input.add(payload)
		case wire.End:
			input.close()
		default:
			kill()
		}
	}
}
