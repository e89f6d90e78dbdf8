package run

import (
	"os"
	"sync"
	"syscall"
	"time"

	"drydock-agent/internal/wire"
)

// Bytes that are still read after the command's end, when something it left behind goes on writing.
const lastBytes = 1 << 20

// output brings standard output and error to the client, each up to its cap; what is beyond is read and dropped.
type output struct {
	conn      *wire.Conn
	streams   []*os.File
	done      sync.WaitGroup
	lock      sync.Mutex
	truncated bool
}

func newOutput(conn *wire.Conn, command *command, maxBytes int64) *output {
	out := &output{conn: conn, streams: []*os.File{command.stdout, command.stderr}}
	for index, kind := range []wire.Type{wire.Data, wire.Stderr} {
		out.done.Add(1)
		go out.pump(out.streams[index], kind, maxBytes)
	}
	return out
}

// finish takes what is in the pipes now and does not wait for those who still hold them open.
func (o *output) finish() (truncated bool) {
	for _, stream := range o.streams {
		_ = stream.SetReadDeadline(time.Now())
	}
	o.done.Wait()
	return o.truncated
}

func (o *output) pump(stream *os.File, kind wire.Type, maxBytes int64) {
	defer o.done.Done()
	sink := &cappedSink{output: o, kind: kind, room: maxBytes, capped: maxBytes > 0}
	buffer := make([]byte, 16<<10)
	for {
		count, err := stream.Read(buffer)
		sink.take(buffer[:count])
		if os.IsTimeout(err) {
			break
		}
		if err != nil {
			return
		}
	}
	_ = stream.SetReadDeadline(time.Time{})
	for taken := 0; taken < lastBytes; {
		count := readNow(stream, buffer)
		if count <= 0 {
			return
		}
		sink.take(buffer[:count])
		taken += count
	}
}

// readNow gives what is there without waiting.
func readNow(stream *os.File, buffer []byte) (count int) {
	raw, err := stream.SyscallConn()
	if err != nil {
		return 0
	}
	_ = raw.Read(func(fd uintptr) bool {
		count, _ = syscall.Read(int(fd), buffer)
		return true
	})
	return count
}

type cappedSink struct {
	output *output
	kind   wire.Type
	room   int64
	capped bool
}

func (s *cappedSink) take(bytes []byte) {
	if s.capped && int64(len(bytes)) > s.room {
		bytes = bytes[:s.room]
		s.output.lock.Lock()
		s.output.truncated = true
		s.output.lock.Unlock()
	}
	s.room -= int64(len(bytes))
	if len(bytes) > 0 {
		// A client that has left is noticed by feed.
		_ = s.output.conn.Write(s.kind, bytes)
	}
}
