package ruleset

import (
	"maps"
	"net/netip"
	"slices"

	"sigs.k8s.io/knftables"
)

// Rebuild writes the whole table anew, whatever is there; the kernel takes it as one.
func Rebuild(tx *knftables.Transaction, m Model) {
	tx.Add(&knftables.Table{})
	tx.Delete(&knftables.Table{})
	addBase(tx, m.Scope.Uplink)
	Change(tx, New(Scope{}), m)
}

// Change writes what leads from one model to another. What is referred to comes before what refers to it, and goes after.
func Change(tx *knftables.Transaction, from, to Model) {
	changeRanges(tx, guardSet, prefixRanges(from.Scope.Guarded), prefixRanges(to.Scope.Guarded))
	changeRanges(tx, podNetworks, prefixRanges(from.Scope.Pods), prefixRanges(to.Scope.Pods))
	addPeers(tx, from, to)
	addChains(tx, from, to)
	changeAddresses(tx, isolatedSet, from.IsolatedAddresses(), to.IsolatedAddresses())
	for _, direction := range []Direction{Ingress, Egress} {
		for _, o := range []orientation{original, reply} {
			changeVerdicts(tx, mapName(direction, o), o, from.Isolated[direction], to.Isolated[direction])
		}
	}
	changeSelf(tx, from.Known, to.Known)
	changeAddresses(tx, knownSet, from.Known, to.Known)
	removeChains(tx, from, to)
	removePeers(tx, from, to)
}

func addPeers(tx *knftables.Transaction, from, to Model) {
	for _, name := range slices.Sorted(maps.Keys(to.AddressSets)) {
		if _, found := from.AddressSets[name]; !found {
			tx.Add(&knftables.Set{Name: name, Type: "ipv4_addr"})
		}
		changeAddresses(tx, name, from.AddressSets[name], to.AddressSets[name])
	}
	for _, name := range slices.Sorted(maps.Keys(to.BlockSets)) {
		if _, found := from.BlockSets[name]; !found {
			tx.Add(&knftables.Set{Name: name, Type: "ipv4_addr", Flags: []knftables.SetFlag{knftables.IntervalFlag}})
			changeRanges(tx, name, nil, to.BlockSets[name])
		}
	}
}

func removePeers(tx *knftables.Transaction, from, to Model) {
	for _, name := range slices.Sorted(maps.Keys(from.AddressSets)) {
		if _, found := to.AddressSets[name]; !found {
			tx.Delete(&knftables.Set{Name: name})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(from.BlockSets)) {
		if _, found := to.BlockSets[name]; !found {
			tx.Delete(&knftables.Set{Name: name})
		}
	}
}

func addChains(tx *knftables.Transaction, from, to Model) {
	for _, name := range slices.Sorted(maps.Keys(to.Chains)) {
		if _, found := from.Chains[name]; found {
			continue
		}
		chain := to.Chains[name]
		for _, o := range []orientation{original, reply} {
			rules := make([]string, 0, len(chain.Rules)+1)
			for _, rule := range chain.Rules {
				rules = append(rules, rule.Text(chain.Direction, o))
			}
			addChain(tx, name+string(o), append(rules, "drop")...)
		}
	}
}

func removeChains(tx *knftables.Transaction, from, to Model) {
	for _, name := range slices.Sorted(maps.Keys(from.Chains)) {
		if _, found := to.Chains[name]; !found {
			for _, o := range []orientation{original, reply} {
				tx.Delete(&knftables.Chain{Name: name + string(o)})
			}
		}
	}
}

func prefixRanges(prefixes []netip.Prefix) []AddressRange {
	ranges := make([]AddressRange, len(prefixes))
	for i, prefix := range prefixes {
		ranges[i] = prefixRange(prefix)
	}
	return ranges
}
