package randomcluster

import (
	"fmt"
	"net/netip"

	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

func (m maker) policy(i int, cluster Cluster) *networking.NetworkPolicy {
	policy := &networking.NetworkPolicy{
		ObjectMeta: meta.ObjectMeta{Name: fmt.Sprintf("policy-%d", i), Namespace: fmt.Sprintf("ns-%d", m.IntN(3))},
		Spec: networking.NetworkPolicySpec{PodSelector: m.selector(), PolicyTypes: pick(m, [][]networking.PolicyType{
			nil, {networking.PolicyTypeIngress}, {networking.PolicyTypeEgress}, {networking.PolicyTypeIngress, networking.PolicyTypeEgress},
		})},
	}
	for range m.IntN(3) {
		policy.Spec.Ingress = append(policy.Spec.Ingress, networking.NetworkPolicyIngressRule{From: m.peers(cluster), Ports: m.policyPorts()})
	}
	for range m.IntN(3) {
		policy.Spec.Egress = append(policy.Spec.Egress, networking.NetworkPolicyEgressRule{To: m.peers(cluster), Ports: m.policyPorts()})
	}
	return policy
}

func (m maker) selector() meta.LabelSelector {
	selector := meta.LabelSelector{}
	switch m.IntN(4) {
	case 0:
	case 1:
		selector.MatchExpressions = []meta.LabelSelectorRequirement{m.requirement()}
	default:
		selector.MatchLabels = map[string]string{pick(m, keys): pick(m, values)}
	}
	return selector
}

func (m maker) requirement() meta.LabelSelectorRequirement {
	requirement := meta.LabelSelectorRequirement{Key: pick(m, keys), Operator: pick(m, []meta.LabelSelectorOperator{
		meta.LabelSelectorOpIn, meta.LabelSelectorOpNotIn, meta.LabelSelectorOpExists, meta.LabelSelectorOpDoesNotExist,
	})}
	if requirement.Operator == meta.LabelSelectorOpIn || requirement.Operator == meta.LabelSelectorOpNotIn {
		requirement.Values = []string{pick(m, values), pick(m, values)}
	}
	return requirement
}

func (m maker) peers(cluster Cluster) []networking.NetworkPolicyPeer {
	var peers []networking.NetworkPolicyPeer
	for range m.IntN(4) {
		pods, namespaces := m.selector(), m.selector()
		switch m.IntN(4) {
		case 0:
			peers = append(peers, networking.NetworkPolicyPeer{PodSelector: &pods})
		case 1:
			peers = append(peers, networking.NetworkPolicyPeer{NamespaceSelector: &namespaces})
		case 2:
			peers = append(peers, networking.NetworkPolicyPeer{PodSelector: &pods, NamespaceSelector: &namespaces})
		default:
			peers = append(peers, networking.NetworkPolicyPeer{IPBlock: m.block(cluster)})
		}
	}
	return peers
}

func (m maker) block(cluster Cluster) *networking.IPBlock {
	block := &networking.IPBlock{CIDR: pick(m, []string{"0.0.0.0/0", "10.244.0.0/16", "10.244.0.0/24", "10.244.0.0/29", "172.18.0.0/16", "8.8.8.8/32"})}
	if m.IntN(2) == 0 {
		return block
	}
	excepts := []string{"10.244.0.0/30", "10.244.0.8/29", "10.244.1.0/24", "172.18.9.0/24", pick(m, cluster.Pods).Status.PodIP + "/32"}
	for _, except := range excepts {
		if m.IntN(2) == 0 && within(block.CIDR, except) {
			block.Except = append(block.Except, except)
		}
	}
	return block
}

// within is what the API asks of an exception.
func within(block, except string) bool {
	outer, inner := netip.MustParsePrefix(block), netip.MustParsePrefix(except)
	return outer.Bits() < inner.Bits() && outer.Contains(inner.Addr())
}

func (m maker) policyPorts() []networking.NetworkPolicyPort {
	var ports []networking.NetworkPolicyPort
	for range m.IntN(4) {
		port := networking.NetworkPolicyPort{}
		if m.IntN(3) > 0 {
			port.Protocol = new(core.Protocol)
			*port.Protocol = pick(m, Protocols)
		}
		number := intstr.FromInt32(pick(m, PortNumbers))
		name := intstr.FromString(pick(m, PortNames))
		switch m.IntN(5) {
		case 0:
		case 1:
			port.Port = &name
		case 2:
			port.Port = &number
			port.EndPort = new(int32)
			*port.EndPort = number.IntVal + m.Int32N(1000)
		default:
			port.Port = &number
		}
		ports = append(ports, port)
	}
	return ports
}
