package ruleset

import (
	"net/netip"
	"slices"
)

// Connection is the first packet of a connection, after the translation of service addresses.
type Connection struct {
	From, To netip.Addr
	Protocol string
	Port     uint16
}

// Passes says what the filter of the node does to a forwarded connection, rule by rule as nftables would.
func (m *Model) Passes(c Connection) bool {
	if !m.guards(c.From) && !m.guards(c.To) {
		return true
	}
	if m.guards(c.From) && !m.knows(c.From) || m.guards(c.To) && !m.knows(c.To) {
		return false
	}
	if c.From == c.To {
		return true
	}
	return m.allows(Egress, c.From, c.To, c) && m.allows(Ingress, c.To, c.From, c)
}

func (m *Model) guards(address netip.Addr) bool {
	return slices.ContainsFunc(m.Scope.Guarded, func(p netip.Prefix) bool { return p.Contains(address) })
}

func (m *Model) knows(address netip.Addr) bool {
	_, found := slices.BinarySearchFunc(m.Known, address, netip.Addr.Compare)
	return found
}

func (m *Model) allows(direction Direction, own, peer netip.Addr, c Connection) bool {
	name, isolated := m.Isolated[direction][own]
	if !isolated {
		return true
	}
	return slices.ContainsFunc(m.Chains[name].Rules, func(r Rule) bool { return m.matches(r, peer, c) })
}

func (m *Model) matches(r Rule, peer netip.Addr, c Connection) bool {
	if r.Peer != "" && !m.holds(r.Peer, peer) {
		return false
	}
	if r.Protocol == "" {
		return true
	}
	if r.Protocol != c.Protocol {
		return false
	}
	inPort := func(p PortRange) bool { return p.From <= c.Port && c.Port <= p.To }
	return len(r.Ports) == 0 || slices.ContainsFunc(r.Ports, inPort)
}

func (m *Model) holds(set string, address netip.Addr) bool {
	if ranges, found := m.BlockSets[set]; found {
		return slices.ContainsFunc(ranges, func(r AddressRange) bool {
			return r.From.Compare(address) <= 0 && address.Compare(r.To) <= 0
		})
	}
	return slices.Contains(m.AddressSets[set], address)
}
