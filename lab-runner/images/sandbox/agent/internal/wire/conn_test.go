package wire

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"testing"
)

// pair is a Conn and the client's bare end.
func pair(t *testing.T) (*Conn, *net.UnixConn) {
	address := &net.UnixAddr{Name: filepath.Join(t.TempDir(), "s"), Net: "unix"}
	listener, err := net.ListenUnix("unix", address)
	if err != nil {
		t.Fatal(err)
	}
	client, err := net.DialUnix("unix", nil, address)
	if err != nil {
		t.Fatal(err)
	}
	server, err := listener.AcceptUnix()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close(); client.Close(); server.Close() })
	return New(server), client
}

func code(err error) string {
	var fault *Fault
	if errors.As(err, &fault) {
		return fault.Code
	}
	return ""
}

func TestFramesThatAreNoneEndTheConnection(t *testing.T) {
	for _, garbage := range []string{"\x00\x00\x00\x00\x00", "\xff\xff\xff\xff\x03", "\x00\x00\x00\x01\x63"} {
		conn, client := pair(t)
		client.Write([]byte(garbage))
		if _, _, err := conn.Read(); code(err) == "" {
			t.Errorf("%q: %v", garbage, err)
		}
	}
}

func TestAFirstFrameOfAnotherTypeIsNoRequest(t *testing.T) {
	conn, client := pair(t)
	client.Write([]byte("\x00\x00\x00\x01\x03"))
	if _, err := conn.ReadRequest(); code(err) != "request_invalid" {
		t.Error(err)
	}
}

func TestALengthThatNeverComesCostsNothing(t *testing.T) {
	conn, client := pair(t)
	client.Write([]byte("\x00\x0f\xff\xff\x03scrap"))
	client.Close()
	if _, _, err := conn.Read(); err == nil {
		t.Error("a frame out of nothing")
	}
	if cap(conn.in) > keptBuffer {
		t.Errorf("%d bytes are held", cap(conn.in))
	}
}

func TestErrnosHaveCodes(t *testing.T) {
	_, err := os.Open("/nowhere")
	if fault := FaultOf(err); fault.Code != "file_missing" {
		t.Error(fault)
	}
	if fault := FaultOf(errors.New("odd")); fault.Code != "internal" {
		t.Error(fault)
	}
}
