package terminal

import (
	"strings"
	"unicode"
)

const maxTitle = 80

// Plain makes a name or title harmless: no control or invisible characters, 80 characters at most.
func Plain(raw string) string {
	var out strings.Builder
	count := 0
	for _, char := range strings.ToValidUTF8(raw, "") {
		if count == maxTitle {
			break
		}
		if unicode.IsGraphic(char) {
			out.WriteRune(char)
			count++
		}
	}
	return strings.TrimSpace(out.String())
}
