package watch

import (
	"strconv"
	"testing"
)

func taken(t *testing.T, batch *batch) string {
	payload, err := batch.take()
	if err != nil || !batch.empty() {
		t.Fatal("a batch that stays")
	}
	return string(payload)
}

func TestABatchTellsEachPathOnceWithWhatHappenedLast(t *testing.T) {
	batch := new(batch)
	batch.note("changed", "a")
	batch.note("changed", "b")
	batch.note("removed", "a")
	want := `[{"type":"removed","path":"a"},{"type":"changed","path":"b"}]`
	if got := taken(t, batch); got != want {
		t.Error(got)
	}
}

func TestTooMuchAtOnceIsAnOverflow(t *testing.T) {
	batch := new(batch)
	for number := range 2 * maxBatch {
		batch.note("changed", strconv.Itoa(number))
	}
	if got := taken(t, batch); got != `[{"type":"overflow"}]` {
		t.Error(got)
	}
}
