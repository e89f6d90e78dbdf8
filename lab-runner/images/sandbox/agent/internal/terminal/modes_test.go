package terminal

import (
	"strings"
	"testing"
)

func fed(output string) *Modes {
	modes := new(Modes)
	// Byte by byte: output is cut anywhere.
	for index := range len(output) {
		modes.Feed([]byte{output[index]})
	}
	return modes
}

func TestPreambleSwitchesOnWhatIsOn(t *testing.T) {
	for output, preamble := range map[string]string{
		"plain text":                               "\x1b[0m",
		"\x1b[?1049h\x1b[?25l vim":                 "\x1b[0m\x1b[?1049h\x1b[?25l",
		"\x1b[?1049h\x1b[?1049l\x1b[?25l\x1b[?25h": "\x1b[0m",
		"\x1b[?2004h\x1b[?1;1006h":                 "\x1b[0m\x1b[?2004h\x1b[?1h\x1b[?1006h",
		"\x1b=\x1b(0":                              "\x1b[0m\x1b=\x1b(0",
		"\x1b=\x1b>\x1b(0\x1b(B":                   "\x1b[0m",
		"\x1b[?2004h\x1bc":                         "\x1b[0m",
		"\x1b]0;one\a\x1b]2;t\x1b[1mwo\x1b\\":      "\x1b[0m\x1b]2;t\a", // as xterm.js has it
		"\x1b]2;two words\x1b\\":                   "\x1b[0m\x1b]2;two words\a",
		"\x1b[?9999h\x1b[4h\x1b[?25;":              "\x1b[0m",
		"\x1bP?1049h\x1b\\\x1b_?25l\x1b\\":         "\x1b[0m",
	} {
		if got := string(fed(output).Preamble()); got != preamble {
			t.Errorf("after %q: %q, not %q", output, got, preamble)
		}
	}
}

func TestAStreamRestsBetweenSequences(t *testing.T) {
	for output, atRest := range map[string]bool{
		"text": true, "\x1b": false, "\x1b[": false, "\x1b[3": false, "\x1b[31m": true, "\x1b(": false, "\x1b(B": true,
		"\x1b]0;ti": false, "\x1b]0;title\x1b": false, "\x1b]0;title\x1b\\": true, "\x1bPq": false, "\x1b7": true,
	} {
		if got := fed(output).AtRest(); got != atRest {
			t.Errorf("after %q: %v", output, got)
		}
	}
}

func TestTitlesAreHarmless(t *testing.T) {
	for raw, plain := range map[string]string{
		"bash":                           "bash",
		"a\x1b[31mb\x00\r\n":             "a[31mb",
		"right\u202eto left":             "rightto left",
		"bad \xff utf-8":                 "bad  utf-8",
		strings.Repeat("ü", 200):         strings.Repeat("ü", 80),
		"\u200b\u200b ":                  "",
		"learner@lab: ~/build — nginx 🐳": "learner@lab: ~/build — nginx 🐳",
	} {
		if got := Plain(raw); got != plain {
			t.Errorf("%q: %q", raw, got)
		}
	}
}

func FuzzModes(f *testing.F) {
	f.Add([]byte("\x1b[?1049h\x1b]0;x\a"))
	f.Fuzz(func(t *testing.T, output []byte) {
		modes := new(Modes)
		modes.Feed(output)
		again := new(Modes)
		again.Feed(modes.Preamble())
		if again.Title() != modes.Title() || again.Alternate() != modes.Alternate() {
			t.Fatalf("%q is not brought back by %q", output, modes.Preamble())
		}
	})
}
