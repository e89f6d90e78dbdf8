package filter

import (
	"errors"
	"fmt"
	"net"
	"net/netip"

	"drydock.dev/node/internal/ruleset"
	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// The backstop is a second line outside nftables: pods' packets have a route only if they bear the mark of the filter or come
// from the node itself. Whoever empties or deletes the filter's table thereby stops what pods exchange, and opens nothing.
const (
	ownPreference  = 60
	passPreference = 61
	dropPreference = 62
)

// HoldBackstop puts the routing rules in place that are missing.
func HoldBackstop(guarded []netip.Prefix) error {
	if err := markedWays(); err != nil {
		return err
	}
	rules, err := netlink.RuleList(unix.AF_INET)
	if err != nil {
		return fmt.Errorf("list routing rules: %w", err)
	}
	var failed error
	for _, wanted := range backstop(guarded) {
		if !hasRule(rules, wanted) {
			if err := netlink.RuleAdd(wanted); err != nil && !errors.Is(err, unix.EEXIST) {
				failed = errors.Join(failed, fmt.Errorf("add routing rule %s: %w", wanted, err))
			}
		}
	}
	return failed
}

func backstop(guarded []netip.Prefix) []*netlink.Rule {
	own := rule(ownPreference)
	own.IifName, own.Table = "lo", unix.RT_TABLE_MAIN
	pass := rule(passPreference)
	mask := uint32(ruleset.PassMark)
	pass.Mark, pass.Mask, pass.Table = ruleset.PassMark, &mask, unix.RT_TABLE_MAIN
	rules := []*netlink.Rule{own, pass}
	for i, prefix := range guarded {
		network := &net.IPNet{IP: prefix.Addr().AsSlice(), Mask: net.CIDRMask(prefix.Bits(), 32)}
		from, to := rule(dropPreference+2*i), rule(dropPreference+2*i+1)
		from.Src, from.Type = network, unix.RTN_BLACKHOLE
		to.Dst, to.Type = network, unix.RTN_BLACKHOLE
		rules = append(rules, from, to)
	}
	return rules
}

func rule(preference int) *netlink.Rule {
	r := netlink.NewRule()
	r.Family, r.Priority = unix.AF_INET, preference
	return r
}

func hasRule(rules []netlink.Rule, wanted *netlink.Rule) bool {
	for _, r := range rules {
		if r.Priority == wanted.Priority && r.Mark == wanted.Mark && r.IifName == wanted.IifName &&
			sameNetwork(r.Src, wanted.Src) && sameNetwork(r.Dst, wanted.Dst) && !r.Invert {
			return true
		}
	}
	return false
}

func sameNetwork(a, b *net.IPNet) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.String() == b.String()
}
