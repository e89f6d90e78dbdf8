package kubelet

import (
	"testing"
	"time"
)

func TestAThawIsRememberedUntilTheRuntimeHasBeenAsked(t *testing.T) {
	start := time.Now()
	s := sleeper{last: start}
	if s.thawedBefore(start.Add(beat)) {
		t.Fatal("it was not frozen")
	}
	thaw := start.Add(3 * time.Hour)
	if !s.thawedBefore(thaw) || !s.thawedBefore(thaw.Add(longestBeat)) {
		t.Fatal("the thaw went unnoticed")
	}
	for passed := longestBeat; passed < settling; passed += longestBeat {
		s.thawedBefore(thaw.Add(passed))
	}
	if s.thawedBefore(thaw.Add(settling)) {
		t.Fatal("a thaw excuses for ever")
	}
}
