package terminal

import (
	"encoding/binary"
	"encoding/json"
	"time"

	"drydock-agent/internal/sys"
	"drydock-agent/internal/wire"
)

const maxClients = 32

// attach shows the shell to one connection until either ends.
func (s *Shell) attach(conn *wire.Conn, created bool, cols, rows uint16) error {
	// Who only looks on has no size to ask for.
	if cols > 0 && rows > 0 {
		s.resize(cols, rows)
	}
	viewer := &client{window: newWindow()}
	s.lock.Lock()
	if len(s.clients) >= maxClients {
		s.lock.Unlock()
		return wire.Faultf("too_many", "too many attachments to one terminal")
	}
	viewer.begin(s.history)
	s.clients[viewer] = struct{}{}
	repaint := s.history.Cut() && s.history.ModesAtHead().Alternate()
	s.lock.Unlock()
	if repaint {
		go s.askToRepaint()
	}
	if conn.WriteJSON(wire.OK, map[string]bool{"created": created}) == nil {
		left := make(chan struct{})
		go s.listen(conn, viewer, left)
		s.show(conn, viewer)
		wire.AwaitLeave(left)
	}
	s.leave(viewer)
	return nil
}

func (s *Shell) leave(viewer *client) {
	s.lock.Lock()
	defer s.lock.Unlock()
	viewer.gone = true
	delete(s.clients, viewer)
	s.change.Broadcast()
}

// show sends what there is to send, as long as the client takes it.
func (s *Shell) show(conn *wire.Conn, viewer *client) {
	buffer := make([]byte, wire.Piece)
	for {
		s.lock.Lock()
		due, ready := viewer.next(s, buffer)
		for !ready && !viewer.gone {
			s.change.Wait()
			due, ready = viewer.next(s, buffer)
		}
		gone := viewer.gone
		if due.kind == wire.Data {
			// The client has moved on, which may be what reading waits for.
			s.change.Broadcast()
		}
		s.lock.Unlock()
		if gone || conn.Write(due.kind, due.payload) != nil || due.kind == wire.Exit {
			return
		}
	}
}

// listen takes the client's keys, sizes and acknowledgements.
func (s *Shell) listen(conn *wire.Conn, viewer *client, left chan<- struct{}) {
	defer close(left)
	defer s.leave(viewer)
	// Unblocks a write to a client that has gone.
	defer conn.Close()
	for {
		kind, payload, err := conn.Read()
		if err != nil || !s.hear(viewer, kind, payload) {
			return
		}
	}
}

func (s *Shell) hear(viewer *client, kind wire.Type, payload []byte) (understood bool) {
	switch {
	case kind == wire.Data:
		return s.keys.press(payload)
	case kind == wire.Size && len(payload) == 4:
		s.resize(binary.BigEndian.Uint16(payload), binary.BigEndian.Uint16(payload[2:]))
		return true
	case kind == wire.Acknowledge && len(payload) == 4:
		s.lock.Lock()
		defer s.lock.Unlock()
		viewer.window.acknowledge(int64(binary.BigEndian.Uint32(payload)), time.Now())
		s.change.Broadcast()
		return true
	}
	return false
}

// askToRepaint makes a full-screen program draw anew whose first paint is no longer in the history: a change of size
// is the one request that all of them understand.
func (s *Shell) askToRepaint() {
	s.lock.Lock()
	size, _ := s.history.sizeAt(s.history.head)
	s.lock.Unlock()
	if sys.Resize(s.master, size.cols, max(size.rows-1, 1)) != nil {
		return
	}
	time.Sleep(50 * time.Millisecond)
	s.lock.Lock()
	defer s.lock.Unlock()
	size, _ = s.history.sizeAt(s.history.head)
	_ = sys.Resize(s.master, size.cols, size.rows)
}

func exitPayload(code int) []byte {
	payload, _ := json.Marshal(map[string]any{"exitCode": code, "timedOut": false, "truncated": false})
	return payload
}
