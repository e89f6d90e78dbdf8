// Package wire is the framing of PROTOCOL.md.
package wire

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"io"
	"net"
	"sync"
	"time"
)

type Type byte

const (
	Request Type = iota
	OK
	Error
	Data
	Stderr
	End
	Size
	Acknowledge
	Replayed
	Restart
	Exit
	Changes
	Kill
)

const (
	MaxFrame = 1 << 20
	// Piece is what goes into one frame of data.
	Piece = 64 << 10
	// A request is small: what is large comes as data.
	maxRequest     = 256 << 10
	requestTimeout = 10 * time.Second
	headerBytes    = 5
	// Buffers above it are not kept.
	keptBuffer = Piece + headerBytes
)

// Conn reads on one goroutine and writes from any.
type Conn struct {
	socket  *net.UnixConn
	reader  *bufio.Reader
	in      []byte
	writing sync.Mutex
	out     []byte
}

func New(socket *net.UnixConn) *Conn {
	return &Conn{socket: socket, reader: bufio.NewReaderSize(socket, 4<<10)}
}

// ReadRequest decodes the first frame. A client that says nothing for ten seconds is let go.
func (c *Conn) ReadRequest() ([]byte, error) {
	_ = c.socket.SetReadDeadline(time.Now().Add(requestTimeout))
	kind, payload, err := c.read(maxRequest)
	_ = c.socket.SetReadDeadline(time.Time{})
	if err != nil {
		return nil, err
	}
	if kind != Request {
		return nil, Faultf("request_invalid", "the first frame is not a request")
	}
	return payload, nil
}

// Read gives the next frame; its payload is good until the next Read.
func (c *Conn) Read() (Type, []byte, error) { return c.read(MaxFrame) }

func (c *Conn) read(limit int) (Type, []byte, error) {
	var header [headerBytes]byte
	if _, err := io.ReadFull(c.reader, header[:]); err != nil {
		return 0, nil, err
	}
	length := binary.BigEndian.Uint32(header[:4])
	kind := Type(header[4])
	if length < 1 || length > uint32(limit) {
		return 0, nil, Faultf("too_large", "a frame of a forbidden length")
	}
	if kind > Kill {
		return 0, nil, Faultf("request_invalid", "a frame of unknown type")
	}
	payload, err := c.fill(int(length) - 1)
	return kind, payload, err
}

// fill grows with the bytes that truly come: a header alone costs the sender nothing.
func (c *Conn) fill(length int) ([]byte, error) {
	payload := c.in[:0]
	for len(payload) < length {
		step := min(length-len(payload), Piece)
		if cap(payload)-len(payload) < step {
			grown := make([]byte, len(payload), max(len(payload)+step, min(2*cap(payload), length)))
			copy(grown, payload)
			payload = grown
		}
		end := len(payload) + step
		if _, err := io.ReadFull(c.reader, payload[len(payload):end]); err != nil {
			return nil, err
		}
		payload = payload[:end]
	}
	if cap(payload) <= keptBuffer {
		c.in = payload
	}
	return payload, nil
}

// Write sends one frame in one system call.
func (c *Conn) Write(kind Type, payload []byte) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	frame := append(c.out[:0], 0, 0, 0, 0, byte(kind))
	binary.BigEndian.PutUint32(frame, uint32(len(payload)+1))
	frame = append(frame, payload...)
	if cap(frame) <= 2*keptBuffer {
		c.out = frame
	}
	_, err := c.socket.Write(frame)
	return err
}

func (c *Conn) WriteJSON(kind Type, value any) error {
	payload, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return c.Write(kind, payload)
}

// WriteSize sends a terminal's size.
func (c *Conn) WriteSize(cols, rows uint16) error {
	return c.Write(Size, []byte{byte(cols >> 8), byte(cols), byte(rows >> 8), byte(rows)})
}

func (c *Conn) Fail(err error) { _ = c.WriteJSON(Error, FaultOf(err)) }

// Linger reads what the client still sends, so that closing does not reset the connection under an answer on its way.
func (c *Conn) Linger() {
	_ = c.socket.CloseWrite()
	_ = c.socket.SetReadDeadline(time.Now().Add(time.Second))
	_, _ = io.CopyN(io.Discard, c.reader, 64<<20)
}

// AwaitLeave gives a client that has its last frame a moment to close first.
func AwaitLeave(left <-chan struct{}) {
	select {
	case <-left:
	case <-time.After(2 * time.Second):
	}
}

func (c *Conn) Close() { _ = c.socket.Close() }
