package terminal

import (
	"encoding/binary"
	"time"

	"drydock-agent/internal/wire"
)

// client is one attachment: a cursor into the history, and what it has been told. Guarded by its shell's lock.
type client struct {
	window  window
	cursor  int64
	told    mark   // the size it knows
	past    int64  // where its replay ends
	between bool   // past the replay, with `replayed` sent
	intro   []byte // preamble still to be sent
	gone    bool
}

// event is one frame to send.
type event struct {
	kind    wire.Type
	payload []byte
}

// begin sets the client to the oldest output there is.
func (c *client) begin(history *History) {
	c.cursor = history.start
	c.past = history.head
	c.told = mark{}
	c.between = false
	c.intro = nil
	if history.Cut() {
		c.intro = history.modes.Preamble()
	}
}

// next is what to send now, or false when there is nothing or no room. buffer takes the data.
func (c *client) next(shell *Shell, buffer []byte) (event, bool) {
	history := shell.history
	if c.cursor < history.start {
		// Too slow: what it has not seen is gone. It begins anew once it takes something again, not over and over.
		if c.window.room() < stalledAt {
			return event{}, false
		}
		c.begin(history)
		return event{kind: wire.Restart}, true
	}
	size, until := history.sizeAt(c.cursor)
	if size.cols != c.told.cols || size.rows != c.told.rows {
		c.told = size
		return event{wire.Size, sizePayload(size)}, true
	}
	if len(c.intro) > 0 {
		intro := c.intro
		c.intro = nil
		c.window.send(len(intro), time.Now())
		return event{wire.Data, intro}, true
	}
	if !c.between && c.cursor >= c.past {
		c.between = true
		return event{kind: wire.Replayed}, true
	}
	if !c.between {
		until = min(until, c.past)
	}
	if data := c.take(history, until, buffer); len(data) > 0 {
		return event{wire.Data, data}, true
	}
	if shell.ended && c.cursor == history.head {
		return event{wire.Exit, exitPayload(shell.code)}, true
	}
	return event{}, false
}

func (c *client) take(history *History, until int64, buffer []byte) []byte {
	room := min(int64(len(buffer)), c.window.room(), until-c.cursor)
	if room <= 0 {
		return nil
	}
	count := history.Copy(buffer[:room], c.cursor)
	c.cursor += int64(count)
	c.window.send(count, time.Now())
	return buffer[:count]
}

// sizeAt is the size that output at an offset was made for, and where the next size begins.
func (h *History) sizeAt(offset int64) (size mark, until int64) {
	size = h.marks[0]
	for _, next := range h.marks[1:] {
		if next.at > offset {
			return size, next.at
		}
		size = next
	}
	return size, h.head
}

func sizePayload(size mark) []byte {
	payload := binary.BigEndian.AppendUint16(nil, size.cols)
	return binary.BigEndian.AppendUint16(payload, size.rows)
}
