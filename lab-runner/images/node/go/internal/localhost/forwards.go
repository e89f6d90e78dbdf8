// Package localhost makes the services of a lab's cluster answer on the sandbox's own 127.0.0.1, where tutorials written for
// clusters on a desk look for them.
package localhost

import (
	"cmp"
	"net/netip"
	"slices"

	"drydock.dev/node/internal/netpol"
	"drydock.dev/node/internal/ruleset"
	core "k8s.io/api/core/v1"
)

// Port is one of 127.0.0.1.
type Port struct {
	Protocol string
	Number   uint16
}

// Forward leads from a port to where the service answers.
type Forward struct {
	Port
	To netip.AddrPort
}

// forwards are those of all services, except for ports that somebody in the sandbox listens on. Of two services that want the
// same port the older one has it.
func forwards(services []*core.Service, node netip.Addr, taken map[Port]bool) []Forward {
	services = slices.Clone(services)
	slices.SortFunc(services, func(a, b *core.Service) int {
		return cmp.Or(a.CreationTimestamp.Compare(b.CreationTimestamp.Time), cmp.Compare(a.UID, b.UID))
	})
	chosen := map[Port]netip.AddrPort{}
	for _, service := range services {
		for _, port := range service.Spec.Ports {
			for _, forward := range ofPort(service, port, node) {
				if _, has := chosen[forward.Port]; !has && !taken[forward.Port] {
					chosen[forward.Port] = forward.To
				}
			}
		}
	}
	all := make([]Forward, 0, len(chosen))
	for port, to := range chosen {
		all = append(all, Forward{port, to})
	}
	slices.SortFunc(all, func(a, b Forward) int {
		return cmp.Or(cmp.Compare(a.Protocol, b.Protocol), cmp.Compare(a.Number, b.Number))
	})
	return all
}

func ofPort(service *core.Service, port core.ServicePort, node netip.Addr) []Forward {
	protocol := netpol.ProtocolName(port.Protocol)
	if protocol == ruleset.SCTP {
		return nil
	}
	var all []Forward
	nodePort := netip.AddrPortFrom(node, uint16(port.NodePort))
	if port.NodePort != 0 && node.IsValid() {
		all = append(all, Forward{Port{protocol, uint16(port.NodePort)}, nodePort})
	}
	if service.Spec.Type != core.ServiceTypeLoadBalancer {
		return all
	}
	for _, ingress := range service.Status.LoadBalancer.Ingress {
		if address, err := netip.ParseAddr(ingress.IP); err == nil && address.Is4() {
			return append(all, Forward{Port{protocol, uint16(port.Port)}, netip.AddrPortFrom(address, uint16(port.Port))})
		}
	}
	return all
}
