package nodelifecycle

import (
	"testing"
	"time"
)

func TestTheClockStandsStillWhileFrozen(t *testing.T) {
	start := time.Now()
	clock := wakefulClock{last: start}
	if got := clock.at(start.Add(beat)); !got.Equal(start.Add(beat)) {
		t.Fatalf("awake for %v, said %v", beat, got.Sub(start))
	}
	thaw := start.Add(3 * time.Hour)
	if got := clock.at(thaw).Sub(start); got > 2*beat {
		t.Fatalf("a freeze of hours counts as %v", got)
	}
	if before, after := clock.at(thaw), clock.at(thaw.Add(beat)); after.Sub(before) != beat {
		t.Fatalf("after a thaw the clock goes on by %v in %v", after.Sub(before), beat)
	}
}
