package terminal

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// Modes follows what an output stream has switched on, so that a replay which begins in the middle of it can begin
// with that. It is no terminal: it knows no cells.
type Modes struct {
	state  parseState
	held   []byte // parameters of a CSI, or the text of an OSC
	before byte   // the byte before the last one, for ESC \ and charsets

	// Private modes that are not as a fresh terminal has them, in the order in which they changed.
	changed  []int
	keypad   bool
	graphics bool // G0 is the line drawing set
	title    string
}

type parseState byte

const (
	ground parseState = iota
	escape
	charset
	csi
	osc
	oscEscape
	text // DCS, APC, PM, SOS: anything up to ST
	textEscape
)

const (
	escapeByte = 0x1b
	bell       = 0x07
	cancel     = 0x18
	substitute = 0x1a
	maxHeld    = 512
)

// AtRest is true between escape sequences, where a stream may be cut.
func (m *Modes) AtRest() bool { return m.state == ground }

func (m *Modes) Alternate() bool {
	return slices.ContainsFunc(m.changed, func(mode int) bool { return slices.Contains(alternateScreens, mode) })
}

func (m *Modes) Title() string { return m.title }

func (m *Modes) Clone() *Modes {
	copied := *m
	copied.held = slices.Clone(m.held)
	copied.changed = slices.Clone(m.changed)
	return &copied
}

// Feed takes output as it comes, cut anywhere.
func (m *Modes) Feed(output []byte) {
	for len(output) > 0 {
		if m.state == ground {
			next := bytes.IndexByte(output, escapeByte)
			if next < 0 {
				m.shifts(output)
				return
			}
			m.shifts(output[:next])
			m.state = escape
			output = output[next+1:]
			continue
		}
		m.step(output[0])
		output = output[1:]
	}
}

// shifts is where SO and SI would go; nothing of today sends them, so plain text costs nothing.
func (m *Modes) shifts([]byte) {}

func (m *Modes) step(char byte) {
	switch m.state {
	case escape:
		m.stepEscape(char)
	case charset:
		if m.before == '(' {
			m.graphics = char == '0'
		}
		m.state = ground
	case csi:
		m.stepCsi(char)
	case osc:
		m.stepText(char, oscEscape)
	case text:
		m.stepText(char, textEscape)
	case oscEscape, textEscape:
		if m.state == oscEscape {
			m.endOsc()
		}
		m.state = ground
		if char != '\\' {
			m.stepEscape(char)
		}
	}
}

func (m *Modes) stepEscape(char byte) {
	m.held = m.held[:0]
	m.before = char
	m.state = ground
	switch char {
	case '[':
		m.state = csi
	case ']':
		m.state = osc
	case 'P', 'X', '^', '_':
		m.state = text
	case '(', ')', '*', '+', '#', '%', ' ':
		m.state = charset
	case escapeByte:
		m.state = escape
	case '=':
		m.keypad = true
	case '>':
		m.keypad = false
	case 'c':
		*m = Modes{title: m.title, held: m.held}
	}
}

func (m *Modes) stepCsi(char byte) {
	switch {
	case char == escapeByte:
		m.state = escape
	case char == cancel || char == substitute:
		m.state = ground
	case char >= 0x40 && char <= 0x7e:
		m.state = ground
		m.endCsi(char)
	default:
		m.hold(char)
	}
}

func (m *Modes) stepText(char byte, ending parseState) {
	switch char {
	case escapeByte:
		m.state = ending
	case bell:
		if m.state == osc {
			m.endOsc()
			m.state = ground
		}
	case cancel, substitute:
		m.state = ground
	default:
		if m.state == osc {
			m.hold(char)
		}
	}
}

func (m *Modes) hold(char byte) {
	if len(m.held) < maxHeld {
		m.held = append(m.held, char)
	}
}

func (m *Modes) endCsi(final byte) {
	parameters := string(m.held)
	if final == 'p' && parameters == "!" {
		m.changed = slices.DeleteFunc(m.changed, func(mode int) bool { return slices.Contains([]int{1, 7, 25, 66}, mode) })
		m.keypad, m.graphics = false, false
	}
	list, private := strings.CutPrefix(parameters, "?")
	if !private || (final != 'h' && final != 'l') {
		return
	}
	for parameter := range strings.SplitSeq(list, ";") {
		var mode int
		if _, err := fmt.Sscanf(parameter, "%d", &mode); err == nil && slices.Contains(restored, mode) {
			m.set(mode, final == 'h')
		}
	}
}

func (m *Modes) set(mode int, on bool) {
	m.changed = slices.DeleteFunc(m.changed, func(other int) bool { return other == mode })
	if on != slices.Contains(onByDefault, mode) {
		m.changed = append(m.changed, mode)
	}
}

func (m *Modes) endOsc() {
	number, title, found := bytes.Cut(m.held, []byte(";"))
	if found && (string(number) == "0" || string(number) == "2") {
		m.title = Plain(string(title))
	}
	m.held = m.held[:0]
}
