package terminal

import (
	"fmt"
	"slices"
	"strings"
)

// Private modes worth restoring: cursor keys, wrap, cursor visibility, mouse, focus, alternate screens, bracketed paste.
var restored = []int{1, 7, 9, 12, 25, 45, 47, 66, 1000, 1002, 1003, 1004, 1005, 1006, 1007, 1015, 1016, 1047, 1049, 2004}
var onByDefault = []int{7, 25, 1007}
var alternateScreens = []int{47, 1047, 1049}

// Preamble brings a fresh terminal to these modes.
func (m *Modes) Preamble() []byte {
	var out strings.Builder
	out.WriteString("\x1b[0m")
	for _, mode := range m.changed {
		final := "h"
		if slices.Contains(onByDefault, mode) {
			final = "l"
		}
		fmt.Fprintf(&out, "\x1b[?%d%s", mode, final)
	}
	if m.keypad {
		out.WriteString("\x1b=")
	}
	if m.graphics {
		out.WriteString("\x1b(0")
	}
	if m.title != "" {
		out.WriteString("\x1b]2;" + m.title + "\a")
	}
	return []byte(out.String())
}
