// Package nodelifecycle holds a file that is compiled into the package of this name in Kubernetes.
//
// A lab that nobody looks at is frozen, for hours, all of it at once. To this controller every node would have been silent
// for hours after that, and it would mark them unreachable before they can speak. Its clock counts only while it is awake.
package nodelifecycle

import (
	"sync"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

const (
	beat = 500 * time.Millisecond
	// longestBeat is what a busy machine may delay a beat by; beyond it the process was frozen.
	longestBeat = 2 * time.Second
)

type wakefulClock struct {
	sync.Mutex
	last  time.Time
	slept time.Duration
}

var awake = wakefulClock{last: time.Now()}

func init() {
	go func() {
		for range time.Tick(beat) {
			awakeNow()
		}
	}()
}

func awakeNow() metav1.Time { return metav1.NewTime(awake.at(time.Now())) }

// at is behind the clock by all the time that the process was frozen.
func (c *wakefulClock) at(now time.Time) time.Time {
	c.Lock()
	defer c.Unlock()
	if passed := now.Sub(c.last); passed > longestBeat {
		c.slept += passed - beat
	}
	c.last = now
	return now.Add(-c.slept)
}
