package terminal

const (
	// HistoryBytes of raw output are kept for each shell, and a little more, so that the cut is made now and then only.
	HistoryBytes = 1 << 20
	cutAbove     = HistoryBytes + HistoryBytes/16
	chunkBytes   = 64 << 10
	// A cut looks this far for the end of a line before it takes any place between two sequences.
	lineSearch = 16 << 10
	maxMarks   = 1024
)

// History is the latest output of a shell and the sizes it was made for. Offsets count from the shell's first byte.
type History struct {
	chunks [][]byte // all but the last are full
	base   int64    // offset of the first chunk's first byte
	start  int64    // offset of the first byte that a replay may begin with
	head   int64    // offset after the last byte
	marks  []mark   // the first one holds at start
	modes  Modes    // as they are at start
	spare  []byte
}

type mark struct {
	at         int64
	cols, rows uint16
}

func NewHistory(cols, rows uint16) *History { return &History{marks: []mark{{0, cols, rows}}} }

func (h *History) Append(output []byte) {
	h.head += int64(len(output))
	for len(output) > 0 {
		last := len(h.chunks) - 1
		if last < 0 || len(h.chunks[last]) == chunkBytes {
			h.chunks = append(h.chunks, h.emptyChunk())
			last++
		}
		taken := min(len(output), chunkBytes-len(h.chunks[last]))
		h.chunks[last] = append(h.chunks[last], output[:taken]...)
		output = output[taken:]
	}
	if h.head-h.start > cutAbove {
		h.cut(h.head - HistoryBytes)
	}
}

// emptyChunk is small for a shell that has said little, and the one last dropped for a shell that says much.
func (h *History) emptyChunk() []byte {
	chunk := h.spare
	h.spare = nil
	if chunk == nil && len(h.chunks) > 0 {
		chunk = make([]byte, 0, chunkBytes)
	}
	return chunk[:0]
}

// Resize marks that what follows is made for another size.
func (h *History) Resize(cols, rows uint16) (changed bool) {
	last := &h.marks[len(h.marks)-1]
	if last.cols == cols && last.rows == rows {
		return false
	}
	if last.at == h.head {
		last.cols, last.rows = cols, rows
		return true
	}
	if len(h.marks) == maxMarks {
		h.marks = append(h.marks[:1], h.marks[2:]...)
	}
	h.marks = append(h.marks, mark{h.head, cols, rows})
	return true
}

// Cut says whether the beginning is lost.
func (h *History) Cut() bool { return h.start > 0 }

// At gives bytes from an offset on, without a copy: good until the next Append.
func (h *History) At(offset int64) []byte {
	if offset < h.start || offset >= h.head {
		return nil
	}
	index := int((offset - h.base) / chunkBytes)
	return h.chunks[index][int((offset-h.base)%chunkBytes):]
}

// Copy fills buffer from an offset on.
func (h *History) Copy(buffer []byte, offset int64) int {
	copied := 0
	for copied < len(buffer) {
		piece := h.At(offset + int64(copied))
		if len(piece) == 0 {
			break
		}
		copied += copy(buffer[copied:], piece)
	}
	return copied
}

// ModesAtHead reads the whole history: for lists of titles and for whoever attaches, not for the hot path.
func (h *History) ModesAtHead() *Modes {
	modes := h.modes.Clone()
	for offset := h.start; offset < h.head; {
		piece := h.At(offset)
		modes.Feed(piece)
		offset += int64(len(piece))
	}
	return modes
}

// cut drops what is before an offset and then up to a place where a terminal can begin.
func (h *History) cut(offset int64) {
	h.skip(offset - h.start)
	if !h.skipTo(func(before, _ byte) bool { return before == '\n' }) {
		// No line ends here: a program that paints the screen. Or no sequence ends, and the rest is its text anyway.
		h.skipTo(func(_, after byte) bool { return after&0xc0 != 0x80 })
		h.modes.state = ground
	}
	h.forget()
}

// skipTo moves on to a place between two sequences where the bytes before and after it are right.
func (h *History) skipTo(right func(before, after byte) bool) bool {
	var before byte
	for limit := min(h.start+lineSearch, h.head); h.start < limit; {
		after := h.At(h.start)[0]
		if h.modes.AtRest() && right(before, after) {
			return true
		}
		before = after
		h.skip(1)
	}
	return false
}

func (h *History) skip(count int64) {
	for count > 0 {
		piece := h.At(h.start)
		piece = piece[:min(int64(len(piece)), count)]
		h.modes.Feed(piece)
		h.start += int64(len(piece))
		count -= int64(len(piece))
	}
}

func (h *History) forget() {
	for len(h.chunks) > 1 && h.base+chunkBytes <= h.start {
		h.spare = h.chunks[0]
		h.chunks = append(h.chunks[:0], h.chunks[1:]...)
		h.base += chunkBytes
	}
	for len(h.marks) > 1 && h.marks[1].at <= h.start {
		h.marks = append(h.marks[:0], h.marks[1:]...)
	}
}
