package ruleset

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/netip"
	"strings"
)

// chainName is made of what the chain holds: another content is another chain, so no chain is ever changed.
func chainName(direction Direction, rules []Rule) string {
	lines := make([]string, len(rules))
	for i, rule := range rules {
		lines[i] = rule.Text(direction, original)
	}
	return string(direction) + "_" + digest(strings.Join(lines, "\n"))
}

func digest(description string) string {
	sum := sha256.Sum256([]byte(description))
	return hex.EncodeToString(sum[:8])
}

func rangeElement(r AddressRange) string {
	if r.From == r.To {
		return r.From.String()
	}
	return r.From.String() + "-" + r.To.String()
}

func (p PortRange) String() string {
	if p.From == p.To {
		return fmt.Sprint(p.From)
	}
	return fmt.Sprintf("%d-%d", p.From, p.To)
}

// prefixRange is the first and the last address of a network.
func prefixRange(p netip.Prefix) AddressRange {
	bytes := p.Masked().Addr().As4()
	for bit := p.Bits(); bit < 32; bit++ {
		bytes[bit/8] |= 1 << (7 - bit%8)
	}
	return AddressRange{p.Masked().Addr(), netip.AddrFrom4(bytes)}
}
