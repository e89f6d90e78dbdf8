package ruleset

import (
	"fmt"

	"sigs.k8s.io/knftables"
)

const (
	// Table is the nftables table that holds all of this.
	Table = "drydock"
	// PassMark is set on every packet that was let through. What bears no mark has no route (see package backstop), so an
	// emptied filter lets nothing through. kube-proxy uses 0x4000 and 0x8000.
	PassMark = 0x01000000

	guardSet    = "guarded"
	podNetworks = "pod_networks"
	knownSet    = "known"
	isolatedSet = "isolated"
	selfSet     = "self"
	guardChain  = "guard"
	passChain   = "pass"
	leaveChain  = "leave"
)

// addBase writes what is the same on every node. The hook lies after the translation of service addresses and before the
// choice of a route.
func addBase(tx *knftables.Transaction, uplink string) {
	tx.Add(&knftables.Table{})
	tx.Add(&knftables.Set{Name: guardSet, Type: "ipv4_addr", Flags: []knftables.SetFlag{knftables.IntervalFlag}})
	tx.Add(&knftables.Set{Name: podNetworks, Type: "ipv4_addr", Flags: []knftables.SetFlag{knftables.IntervalFlag}})
	tx.Add(&knftables.Set{Name: knownSet, Type: "ipv4_addr"})
	tx.Add(&knftables.Set{Name: isolatedSet, Type: "ipv4_addr"})
	tx.Add(&knftables.Set{Name: selfSet, Type: "ipv4_addr . ipv4_addr"})
	for _, direction := range []Direction{Ingress, Egress} {
		for _, o := range []orientation{original, reply} {
			tx.Add(&knftables.Map{Name: mapName(direction, o), Type: "ipv4_addr : verdict"})
		}
	}
	addChain(tx, passChain, fmt.Sprintf("meta mark set meta mark | 0x%08x accept", PassMark))
	addHook(tx, guardChain, knftables.FilterType, knftables.PreroutingHook, "dstnat + 50", guardRules(uplink))
	addHook(tx, leaveChain, knftables.NATType, knftables.PostroutingHook, knftables.SNATPriority, []string{
		fmt.Sprintf("ip saddr @%s ip daddr != @%s oifname %q masquerade fully-random", guardSet, podNetworks, uplink),
	})
}

func guardRules(uplink string) []string {
	stray := "tcp flags & (fin | syn | rst | ack) != syn"
	return []string{
		// A pod speaks for itself alone.
		fmt.Sprintf("iifname != { \"lo\", %q } fib saddr . iif oif 0 drop", uplink),
		fmt.Sprintf("ip saddr != @%s ip daddr != @%s accept", guardSet, guardSet),
		// Between a pod and its own node everything is allowed, says the API.
		"fib daddr type local accept",
		"ct state invalid,untracked drop",
		"ct state related ip protocol icmp goto " + passChain,
		fmt.Sprintf("ip saddr @%s ip saddr != @%s drop", guardSet, knownSet),
		fmt.Sprintf("ip daddr @%s ip daddr != @%s drop", guardSet, knownSet),
		// A connection picked up in its middle may be seen the wrong way round.
		fmt.Sprintf("ct state new %s ip saddr @%s drop", stray, isolatedSet),
		fmt.Sprintf("ct state new %s ip daddr @%s drop", stray, isolatedSet),
		fmt.Sprintf("ip saddr . ip daddr @%s goto %s", selfSet, passChain),
		"ct direction original ip saddr vmap @" + mapName(Egress, original),
		"ct direction original ip daddr vmap @" + mapName(Ingress, original),
		"ct direction reply ip daddr vmap @" + mapName(Egress, reply),
		"ct direction reply ip saddr vmap @" + mapName(Ingress, reply),
		"goto " + passChain,
	}
}

func mapName(direction Direction, o orientation) string {
	return "isolated_" + string(direction) + string(o)
}

func addHook(tx *knftables.Transaction, name string, kind knftables.BaseChainType, hook knftables.BaseChainHook, priority knftables.BaseChainPriority, rules []string) {
	tx.Add(&knftables.Chain{Name: name, Type: &kind, Hook: &hook, Priority: &priority})
	addRules(tx, name, rules)
}

func addChain(tx *knftables.Transaction, name string, rules ...string) {
	tx.Add(&knftables.Chain{Name: name})
	addRules(tx, name, rules)
}

func addRules(tx *knftables.Transaction, chain string, rules []string) {
	for _, rule := range rules {
		tx.Add(&knftables.Rule{Chain: chain, Rule: rule})
	}
}
