// Package balancer gives services of type LoadBalancer an address in the nodes' own network. kube-proxy does the rest, on
// every node; all that an address needs is a node that answers for it.
package balancer

import (
	"encoding/binary"
	"net/netip"
	"slices"

	core "k8s.io/api/core/v1"
)

const (
	// The container engine gives out addresses from the bottom of its network, so these are taken from the top.
	addresses = 50
	// below leaves the last ones to whoever else begins at the end.
	below = 5
	// smallest is the network in which there is room for both.
	smallest = 24
)

// pool is the range of addresses for services; it is empty in a small network.
func pool(network netip.Prefix) []netip.Addr {
	if network.Bits() > smallest {
		return nil
	}
	first := network.Masked().Addr().As4()
	last := binary.BigEndian.Uint32(first[:]) | (1<<(32-network.Bits()) - 1)
	found := make([]netip.Addr, addresses)
	for i := range found {
		var bytes [4]byte
		binary.BigEndian.PutUint32(bytes[:], last-below-addresses+uint32(i))
		found[i] = netip.AddrFrom4(bytes)
	}
	return found
}

// ours: a class belongs to somebody else's balancer.
func ours(service *core.Service) bool {
	return service.Spec.Type == core.ServiceTypeLoadBalancer && service.Spec.LoadBalancerClass == nil
}

func given(service *core.Service) []netip.Addr {
	var all []netip.Addr
	for _, ingress := range service.Status.LoadBalancer.Ingress {
		if address, err := netip.ParseAddr(ingress.IP); err == nil {
			all = append(all, address)
		}
	}
	return all
}

// choose is an address for a service: the one that it asks for, else the first that is free, else the node's own.
func choose(service *core.Service, from []netip.Addr, taken map[netip.Addr]bool, node netip.Addr) netip.Addr {
	if wish, err := netip.ParseAddr(service.Spec.LoadBalancerIP); err == nil && slices.Contains(from, wish) && !taken[wish] {
		return wish
	}
	for _, address := range from {
		if !taken[address] {
			return address
		}
	}
	return node
}
