package terminal

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func whole(h *History) []byte {
	out := make([]byte, h.head-h.start)
	return out[:h.Copy(out, h.start)]
}

func TestHistoryKeepsEverythingUpToItsSize(t *testing.T) {
	history := NewHistory(80, 24)
	var written bytes.Buffer
	for line := 0; written.Len() < HistoryBytes; line++ {
		text := fmt.Sprintf("line %d\r\n", line)
		written.WriteString(text)
		history.Append([]byte(text))
	}
	if history.Cut() || !bytes.Equal(whole(history), written.Bytes()) {
		t.Fatal("something is missing")
	}
}

func TestHistoryKeepsTheLatestAndBeginsAtALine(t *testing.T) {
	history := NewHistory(80, 24)
	var written bytes.Buffer
	for line := 0; written.Len() < 5*HistoryBytes; line++ {
		text := fmt.Sprintf("\x1b[3%dmline %d grüße\x1b[0m\r\n", line%8, line)
		written.WriteString(text)
		history.Append([]byte(text))
	}
	kept := whole(history)
	if !history.Cut() || len(kept) < HistoryBytes-lineSearch || len(kept) > cutAbove {
		t.Fatalf("%d bytes are kept", len(kept))
	}
	if !bytes.HasSuffix(written.Bytes(), kept) || !bytes.HasPrefix(kept, []byte("\x1b[3")) {
		t.Fatalf("begins with %q", kept[:20])
	}
}

func TestHistoryNeverBeginsInsideASequenceOrCharacter(t *testing.T) {
	history := NewHistory(80, 24)
	paint := strings.Repeat("\x1b[38;5;120;1mü\x1b[12;40H€🐳\x1b]0;a title\a", 40_000)
	for from := 0; from < len(paint); from += 777 {
		history.Append([]byte(paint[from:min(from+777, len(paint))]))
		kept := whole(history)
		first, _ := utf8.DecodeRune(kept)
		starts := first == 0x1b || first == 'ü' || first == '€' || first == '🐳'
		if !starts || (kept[0] == 0x1b && kept[1] != '[' && kept[1] != ']') {
			t.Fatalf("begins with %q", kept[:16])
		}
	}
	if !history.Cut() {
		t.Fatal("nothing was cut")
	}
}

func TestHistorySurvivesASequenceThatNeverEnds(t *testing.T) {
	history := NewHistory(80, 24)
	history.Append([]byte("\x1b]0;"))
	for range 3 * HistoryBytes / 4096 {
		history.Append(bytes.Repeat([]byte("x"), 4096))
	}
	if kept := len(whole(history)); kept < HistoryBytes/2 {
		t.Fatalf("only %d bytes are kept", kept)
	}
}

func TestHistoryMemoryIsBounded(t *testing.T) {
	history := NewHistory(80, 24)
	for range 200 * HistoryBytes / 8192 {
		history.Append(bytes.Repeat([]byte("y\r\n...."), 8192/7))
		history.Resize(uint16(80+history.head%7), 24)
	}
	if held := len(history.chunks) * chunkBytes; held > cutAbove+2*chunkBytes {
		t.Fatalf("holds %d bytes", held)
	}
	if len(history.marks) > maxMarks {
		t.Fatalf("%d sizes are kept", len(history.marks))
	}
}

func TestAShellThatSaysLittleCostsLittle(t *testing.T) {
	history := NewHistory(80, 24)
	history.Append([]byte("$ "))
	if size := cap(history.chunks[0]); size > 64 {
		t.Fatalf("%d bytes for a prompt", size)
	}
}

func TestHistoryKnowsTheSizeOfWhatItKeeps(t *testing.T) {
	history := NewHistory(80, 24)
	history.Append([]byte("small"))
	history.Resize(100, 40)
	history.Resize(120, 50)
	history.Append([]byte("large"))
	first, until := history.sizeAt(0)
	second, _ := history.sizeAt(until)
	if first.cols != 80 || until != 5 || second.cols != 120 || second.rows != 50 {
		t.Fatalf("%v up to %d, then %v", first, until, second)
	}
	history.Append(bytes.Repeat([]byte("later\r\n"), cutAbove/7))
	if size, _ := history.sizeAt(history.start); size.cols != 120 {
		t.Fatalf("begins with %v", size)
	}
}
