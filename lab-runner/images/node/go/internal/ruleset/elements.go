package ruleset

import (
	"maps"
	"net/netip"
	"slices"

	"sigs.k8s.io/knftables"
)

func changeAddresses(tx *knftables.Transaction, set string, from, to []netip.Addr) {
	for _, address := range missing(from, to) {
		tx.Delete(&knftables.Element{Set: set, Key: []string{address.String()}})
	}
	for _, address := range missing(to, from) {
		tx.Add(&knftables.Element{Set: set, Key: []string{address.String()}})
	}
}

func changeSelf(tx *knftables.Transaction, from, to []netip.Addr) {
	for _, address := range missing(from, to) {
		tx.Delete(&knftables.Element{Set: selfSet, Key: []string{address.String(), address.String()}})
	}
	for _, address := range missing(to, from) {
		tx.Add(&knftables.Element{Set: selfSet, Key: []string{address.String(), address.String()}})
	}
}

func changeRanges(tx *knftables.Transaction, set string, from, to []AddressRange) {
	for _, r := range missing(from, to) {
		tx.Delete(&knftables.Element{Set: set, Key: []string{rangeElement(r)}})
	}
	for _, r := range missing(to, from) {
		tx.Add(&knftables.Element{Set: set, Key: []string{rangeElement(r)}})
	}
}

func changeVerdicts(tx *knftables.Transaction, set string, o orientation, from, to map[netip.Addr]string) {
	for _, address := range slices.SortedFunc(maps.Keys(from), netip.Addr.Compare) {
		if to[address] != from[address] {
			tx.Delete(&knftables.Element{Map: set, Key: []string{address.String()}})
		}
	}
	for _, address := range slices.SortedFunc(maps.Keys(to), netip.Addr.Compare) {
		if to[address] != from[address] {
			verdict := []string{"jump " + to[address] + string(o)}
			tx.Add(&knftables.Element{Map: set, Key: []string{address.String()}, Value: verdict})
		}
	}
}

// missing are the members of a list that another does not have.
func missing[T comparable](of, in []T) []T {
	there := make(map[T]bool, len(in))
	for _, item := range in {
		there[item] = true
	}
	var absent []T
	for _, item := range of {
		if !there[item] {
			absent = append(absent, item)
		}
	}
	return absent
}
