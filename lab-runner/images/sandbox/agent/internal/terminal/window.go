package terminal

import "time"

const (
	maxWindow = 512 << 10
	// Acknowledgements come every 64 KiB, so less than two of them would be a standstill.
	minWindow = 128 << 10
	// Above it the client's screen is slow, and what is on the way to it would only delay the answer to a Ctrl+C.
	slowAfter  = 200 * time.Millisecond
	quickBelow = 100 * time.Millisecond
	// A send is timed when so much has gone since the last timed one.
	timedEvery = 32 << 10
)

// window is what one client may have on the way to its screen: 512 KiB, and less while its answers take long.
type window struct {
	size        int64
	sent, taken int64
	timed       []timedSend
	largestStep int64
}

type timedSend struct {
	at   int64
	when time.Time
}

func newWindow() window { return window{size: maxWindow} }

func (w *window) room() int64 { return w.size - (w.sent - w.taken) }

func (w *window) send(count int, now time.Time) {
	w.sent += int64(count)
	last := len(w.timed) - 1
	if last < 0 || w.sent-w.timed[last].at >= timedEvery {
		w.timed = append(w.timed, timedSend{w.sent, now})
	}
}

// acknowledge never believes more than was sent.
func (w *window) acknowledge(count int64, now time.Time) {
	count = min(count, w.sent-w.taken)
	w.taken += count
	w.largestStep = max(w.largestStep, count)
	var delay time.Duration
	answered := 0
	for answered < len(w.timed) && w.timed[answered].at <= w.taken {
		delay = now.Sub(w.timed[answered].when)
		answered++
	}
	if answered == 0 {
		return
	}
	w.timed = append(w.timed[:0], w.timed[answered:]...)
	switch {
	case delay > slowAfter:
		w.size = max(w.size*3/4, minWindow, min(2*w.largestStep, maxWindow))
	case delay < quickBelow:
		w.size = min(w.size+timedEvery, maxWindow)
	}
}
