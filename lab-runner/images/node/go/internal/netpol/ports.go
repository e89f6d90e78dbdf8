package netpol

import (
	"cmp"
	"slices"
	"strings"

	"drydock.dev/node/internal/ruleset"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// portMatch without ports is the whole protocol, without a protocol is everything.
type portMatch struct {
	protocol string
	ports    []ruleset.PortRange
}

var everything = []portMatch{{}}

// ingressPorts are a rule's ports at one pod, whose names they may use.
func ingressPorts(ports []networking.NetworkPolicyPort, pod Pod) []portMatch {
	if len(ports) == 0 {
		return everything
	}
	var resolved []networking.NetworkPolicyPort
	for _, port := range ports {
		if !isNamed(port) {
			resolved = append(resolved, port)
			continue
		}
		for _, number := range named(pod, port) {
			plain := port
			plain.Port = &intstr.IntOrString{Type: intstr.Int, IntVal: int32(number)}
			resolved = append(resolved, plain)
		}
	}
	return byProtocol(resolved)
}

// numberedPorts leaves names out: who a name stands for depends on the other end.
func numberedPorts(ports []networking.NetworkPolicyPort) []portMatch {
	if len(ports) == 0 {
		return everything
	}
	return byProtocol(slices.DeleteFunc(slices.Clone(ports), isNamed))
}

func byProtocol(ports []networking.NetworkPolicyPort) []portMatch {
	ranges := map[string][]ruleset.PortRange{}
	whole := map[string]bool{}
	for _, port := range ports {
		protocol := protocolOf(port)
		if port.Port == nil {
			whole[protocol] = true
			continue
		}
		last := port.Port.IntVal
		if port.EndPort != nil {
			last = *port.EndPort
		}
		ranges[protocol] = append(ranges[protocol], ruleset.PortRange{From: uint16(port.Port.IntVal), To: uint16(last)})
	}
	var matches []portMatch
	for _, protocol := range []string{ruleset.SCTP, ruleset.TCP, ruleset.UDP} {
		if whole[protocol] {
			matches = append(matches, portMatch{protocol: protocol})
		} else if len(ranges[protocol]) > 0 {
			matches = append(matches, portMatch{protocol, disjoint(ranges[protocol])})
		}
	}
	return matches
}

// disjoint is sorted and free of overlaps, which nftables refuses.
func disjoint(ports []ruleset.PortRange) []ruleset.PortRange {
	slices.SortFunc(ports, func(a, b ruleset.PortRange) int { return cmp.Compare(a.From, b.From) })
	merged := ports[:1]
	for _, next := range ports[1:] {
		last := &merged[len(merged)-1]
		if int(next.From) <= int(last.To)+1 {
			last.To = max(last.To, next.To)
		} else {
			merged = append(merged, next)
		}
	}
	return merged
}

func isNamed(port networking.NetworkPolicyPort) bool {
	return port.Port != nil && port.Port.Type == intstr.String
}

// named are the numbers that a pod gives to a name under the protocol of the policy's port.
func named(pod Pod, port networking.NetworkPolicyPort) []uint16 {
	var numbers []uint16
	for _, own := range pod.Ports {
		if own.Name == port.Port.StrVal && own.Protocol == protocolOf(port) {
			numbers = append(numbers, own.Number)
		}
	}
	return numbers
}

func protocolOf(port networking.NetworkPolicyPort) string {
	if port.Protocol == nil {
		return ruleset.TCP
	}
	return ProtocolName(*port.Protocol)
}

// ProtocolName is the API's name as nftables writes it; the API's default is TCP.
func ProtocolName(protocol core.Protocol) string {
	if protocol == "" {
		return ruleset.TCP
	}
	return strings.ToLower(string(protocol))
}
