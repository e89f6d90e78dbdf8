// Package ruleset is what a node's packet filter is to hold: a model that tests can ask, and its translation to nftables.
package ruleset

import (
	"net/netip"
	"slices"
)

// Protocols that a NetworkPolicy can name, as nftables writes them.
const (
	TCP  = "tcp"
	UDP  = "udp"
	SCTP = "sctp"
)

// Direction says which end of a connection a chain speaks for.
type Direction string

const (
	Ingress Direction = "in"
	Egress  Direction = "out"
)

// PortRange includes both its ends.
type PortRange struct{ From, To uint16 }

// AddressRange includes both its ends.
type AddressRange struct{ From, To netip.Addr }

// Rule allows what it matches. The zero rule matches everything.
type Rule struct {
	// Peer names an address set or a block set that holds the other end; empty is anybody.
	Peer string
	// Protocol empty is any protocol, those without ports included.
	Protocol string
	// Ports empty is every port of the protocol.
	Ports []PortRange
}

// Chain is what an isolated pod allows in one direction; the rest is dropped.
type Chain struct {
	Direction Direction
	Rules     []Rule
}

// Scope is the part of the network that a node answers for.
type Scope struct {
	// Guarded are the addresses of which nothing passes unless the address is known.
	Guarded []netip.Prefix
	// Pods are the networks of all nodes' pods, which see each other's own addresses.
	Pods []netip.Prefix
	// Uplink is the interface that leads out of the node.
	Uplink string
}

// Model is everything that the filter holds.
type Model struct {
	Scope Scope
	// Known addresses belong to pods whose policies are in this model.
	Known []netip.Addr
	// AddressSets change while connections live; BlockSets are named by what they hold and never change.
	AddressSets map[string][]netip.Addr
	BlockSets   map[string][]AddressRange
	Chains      map[string]Chain
	// Isolated maps a pod's address to its chain. A pod that is absent is not isolated in that direction.
	Isolated map[Direction]map[netip.Addr]string
}

// New is a model that lets nothing through to or from the scope.
func New(scope Scope) Model {
	return Model{
		Scope:       scope,
		AddressSets: map[string][]netip.Addr{},
		BlockSets:   map[string][]AddressRange{},
		Chains:      map[string]Chain{},
		Isolated:    map[Direction]map[netip.Addr]string{Ingress: {}, Egress: {}},
	}
}

// Isolate puts a pod under a chain, which is shared by all pods with the same rules.
func (m *Model) Isolate(address netip.Addr, direction Direction, rules []Rule) {
	name := chainName(direction, rules)
	m.Chains[name] = Chain{direction, rules}
	m.Isolated[direction][address] = name
}

// IsolatedAddresses are the pods that are isolated in any direction, sorted.
func (m *Model) IsolatedAddresses() []netip.Addr {
	var all []netip.Addr
	for _, chains := range m.Isolated {
		for address := range chains {
			all = append(all, address)
		}
	}
	return sorted(all)
}

// Know marks addresses as having their policies in this model.
func (m *Model) Know(addresses ...netip.Addr) {
	m.Known = sorted(append(m.Known, addresses...))
}

// AddressSet puts addresses under a name that is made of what describes them, and returns the name.
func (m *Model) AddressSet(description string, addresses []netip.Addr) string {
	name := "pods_" + digest(description)
	m.AddressSets[name] = sorted(addresses)
	return name
}

// BlockSet returns the name of a set that holds these ranges.
func (m *Model) BlockSet(ranges []AddressRange) string {
	description := ""
	for _, r := range ranges {
		description += rangeElement(r) + " "
	}
	name := "block_" + digest(description)
	m.BlockSets[name] = ranges
	return name
}

func sorted(addresses []netip.Addr) []netip.Addr {
	all := slices.Clone(addresses)
	slices.SortFunc(all, netip.Addr.Compare)
	return slices.Compact(all)
}
