package netpol

import (
	"encoding/binary"
	"net/netip"
	"slices"

	"drydock.dev/node/internal/ruleset"
	networking "k8s.io/api/networking/v1"
)

// span is a range of IPv4 addresses as numbers, wide enough for the end of the last network plus one.
type span struct{ from, to uint64 }

// blockRanges are the addresses of all blocks without what each of them excepts. Pods have IPv4 addresses only.
func blockRanges(blocks []*networking.IPBlock) []ruleset.AddressRange {
	var all []span
	for _, block := range blocks {
		whole, valid := spanOf(block.CIDR)
		if !valid {
			continue
		}
		rest := []span{whole}
		for _, except := range block.Except {
			if hole, valid := spanOf(except); valid {
				rest = without(rest, hole)
			}
		}
		all = append(all, rest...)
	}
	return merge(all)
}

func spanOf(cidr string) (span, bool) {
	prefix, err := netip.ParsePrefix(cidr)
	if err != nil || !prefix.Addr().Is4() {
		return span{}, false
	}
	from := number(prefix.Masked().Addr())
	return span{from, from + 1<<(32-prefix.Bits()) - 1}, true
}

func without(spans []span, hole span) []span {
	var rest []span
	for _, s := range spans {
		if hole.to < s.from || hole.from > s.to {
			rest = append(rest, s)
			continue
		}
		if s.from < hole.from {
			rest = append(rest, span{s.from, hole.from - 1})
		}
		if hole.to < s.to {
			rest = append(rest, span{hole.to + 1, s.to})
		}
	}
	return rest
}

func merge(spans []span) []ruleset.AddressRange {
	slices.SortFunc(spans, func(a, b span) int { return int(int64(a.from) - int64(b.from)) })
	var merged []span
	for _, s := range spans {
		if last := len(merged) - 1; last >= 0 && s.from <= merged[last].to+1 {
			merged[last].to = max(merged[last].to, s.to)
		} else {
			merged = append(merged, s)
		}
	}
	ranges := make([]ruleset.AddressRange, len(merged))
	for i, s := range merged {
		ranges[i] = ruleset.AddressRange{From: address(s.from), To: address(s.to)}
	}
	return ranges
}

func inRanges(ranges []ruleset.AddressRange, a netip.Addr) bool {
	return slices.ContainsFunc(ranges, func(r ruleset.AddressRange) bool {
		return r.From.Compare(a) <= 0 && a.Compare(r.To) <= 0
	})
}

func number(a netip.Addr) uint64 {
	bytes := a.As4()
	return uint64(binary.BigEndian.Uint32(bytes[:]))
}

func address(n uint64) netip.Addr {
	var bytes [4]byte
	binary.BigEndian.PutUint32(bytes[:], uint32(n))
	return netip.AddrFrom4(bytes)
}
