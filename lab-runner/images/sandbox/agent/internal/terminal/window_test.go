package terminal

import (
	"testing"
	"time"
)

func TestAQuickScreenMayHaveTheWholeWindow(t *testing.T) {
	window, now := newWindow(), time.Unix(0, 0)
	for range 100 {
		window.send(64<<10, now)
		now = now.Add(time.Millisecond)
		window.acknowledge(64<<10, now)
	}
	if window.room() != maxWindow {
		t.Fatalf("room for %d", window.room())
	}
}

func TestASlowScreenGetsLessButNeverAStandstill(t *testing.T) {
	window, now := newWindow(), time.Unix(0, 0)
	for range 100 {
		for window.room() >= 64<<10 {
			window.send(64<<10, now)
		}
		now = now.Add(time.Second)
		window.acknowledge(64<<10, now)
	}
	if window.size != minWindow || window.room() < 64<<10 {
		t.Fatalf("%d of %d", window.room(), window.size)
	}
}

func TestAScreenThatAcknowledgesInLargeStepsKeepsRoomForThem(t *testing.T) {
	window, now := newWindow(), time.Unix(0, 0)
	for range 100 {
		window.send(256<<10, now)
		now = now.Add(time.Second)
		window.acknowledge(256<<10, now)
	}
	if window.size < 512<<10 {
		t.Fatalf("%d", window.size)
	}
}

func TestMoreThanWasSentIsNotBelieved(t *testing.T) {
	window, now := newWindow(), time.Unix(0, 0)
	window.send(1000, now)
	window.acknowledge(1<<32-1, now)
	if window.room() != maxWindow || window.sent != window.taken {
		t.Fatalf("room for %d", window.room())
	}
}

func TestKeystrokesDoNotPileUpInTheWindow(t *testing.T) {
	window := newWindow()
	for range 400_000 {
		window.send(1, time.Unix(0, 0))
	}
	if len(window.timed) > 20 {
		t.Fatalf("%d sends are timed", len(window.timed))
	}
}
