// Package kubelet holds a file that is compiled into the package of this name in Kubernetes.
//
// A lab that nobody looks at is frozen, for hours. After that a kubelet has not heard from its container runtime for
// hours by the clock, and would tell so before it has had a chance to ask: its node would be NotReady for seconds.
package kubelet

import (
	"sync"
	"time"
)

const (
	beat = 500 * time.Millisecond
	// longestBeat is what a busy machine may delay a beat by; beyond it the process was frozen.
	longestBeat = 2 * time.Second
	// settling is how long after a thaw what is long ago counts for nothing. The runtime is asked every five seconds.
	settling = 15 * time.Second
)

type sleeper struct {
	sync.Mutex
	last   time.Time
	thawed time.Time
}

var sleep = sleeper{last: time.Now()}

func init() {
	go func() {
		for range time.Tick(beat) {
			thawedLately()
		}
	}()
}

func thawedLately() bool { return sleep.thawedBefore(time.Now()) }

func (s *sleeper) thawedBefore(now time.Time) bool {
	s.Lock()
	defer s.Unlock()
	if now.Sub(s.last) > longestBeat {
		s.thawed = now
	}
	s.last = now
	return now.Sub(s.thawed) < settling
}
