package watch

import "encoding/json"

// More than this in one batch, and listing anew is cheaper for everybody.
const maxBatch = 500

type change struct {
	Type string `json:"type"`
	Path string `json:"path,omitempty"`
}

// batch is what happened since the last one was sent: each path once, with what happened to it last.
type batch struct {
	order    []string
	last     map[string]string
	overflow bool
}

func (b *batch) note(kind, path string) {
	if b.overflow {
		return
	}
	if b.last == nil {
		b.last = map[string]string{}
	}
	if _, known := b.last[path]; !known {
		b.order = append(b.order, path)
	}
	b.last[path] = kind
	if len(b.order) > maxBatch {
		b.overflowed()
	}
}

func (b *batch) overflowed() { *b = batch{overflow: true} }

func (b *batch) empty() bool { return !b.overflow && len(b.order) == 0 }

func (b *batch) take() ([]byte, error) {
	changes := make([]change, 0, len(b.order)+1)
	if b.overflow {
		changes = append(changes, change{Type: "overflow"})
	}
	for _, path := range b.order {
		changes = append(changes, change{b.last[path], path})
	}
	*b = batch{}
	return json.Marshal(changes)
}
