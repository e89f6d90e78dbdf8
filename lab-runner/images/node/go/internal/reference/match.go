package reference

import (
	"net/netip"

	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// peersMatch: "an empty or missing list matches all".
func (w World) peersMatch(policy *networking.NetworkPolicy, peers []networking.NetworkPolicyPeer, other Endpoint) bool {
	for _, peer := range peers {
		if w.peerMatches(policy, peer, other) {
			return true
		}
	}
	return len(peers) == 0
}

func (w World) peerMatches(policy *networking.NetworkPolicy, peer networking.NetworkPolicyPeer, other Endpoint) bool {
	if peer.IPBlock != nil {
		return blockMatches(*peer.IPBlock, other.Address)
	}
	if other.Pod == nil {
		return false
	}
	if peer.NamespaceSelector == nil {
		return other.Pod.Namespace == policy.Namespace && selects(*peer.PodSelector, other.Pod.Labels)
	}
	for _, namespace := range w.Namespaces {
		if namespace.Name == other.Pod.Namespace && selects(*peer.NamespaceSelector, namespace.Labels) {
			return peer.PodSelector == nil || selects(*peer.PodSelector, other.Pod.Labels)
		}
	}
	return false
}

func blockMatches(block networking.IPBlock, address netip.Addr) bool {
	for _, except := range block.Except {
		if netip.MustParsePrefix(except).Contains(address) {
			return false
		}
	}
	return netip.MustParsePrefix(block.CIDR).Contains(address)
}

// portsMatch looks names up at the pod that is connected to.
func portsMatch(ports []networking.NetworkPolicyPort, to *core.Pod, protocol core.Protocol, number int32) bool {
	for _, port := range ports {
		want := core.ProtocolTCP
		if port.Protocol != nil {
			want = *port.Protocol
		}
		if want == protocol && numberMatches(port, to, protocol, number) {
			return true
		}
	}
	return len(ports) == 0
}

func numberMatches(port networking.NetworkPolicyPort, to *core.Pod, protocol core.Protocol, number int32) bool {
	switch {
	case port.Port == nil:
		return true
	case port.Port.Type == intstr.String:
		return to != nil && hasNamed(to, port.Port.StrVal, protocol, number)
	case port.EndPort != nil:
		return port.Port.IntVal <= number && number <= *port.EndPort
	default:
		return port.Port.IntVal == number
	}
}

func hasNamed(pod *core.Pod, name string, protocol core.Protocol, number int32) bool {
	for _, container := range pod.Spec.Containers {
		for _, port := range container.Ports {
			own := port.Protocol
			if own == "" {
				own = core.ProtocolTCP
			}
			if port.Name == name && own == protocol && port.ContainerPort == number {
				return true
			}
		}
	}
	return false
}

// selects: all requirements must hold; an empty selector selects everything.
func selects(selector meta.LabelSelector, labels map[string]string) bool {
	for key, value := range selector.MatchLabels {
		if own, has := labels[key]; !has || own != value {
			return false
		}
	}
	for _, requirement := range selector.MatchExpressions {
		if !requirementHolds(requirement, labels) {
			return false
		}
	}
	return true
}

func requirementHolds(requirement meta.LabelSelectorRequirement, labels map[string]string) bool {
	value, has := labels[requirement.Key]
	listed := false
	for _, option := range requirement.Values {
		listed = listed || has && option == value
	}
	switch requirement.Operator {
	case meta.LabelSelectorOpIn:
		return listed
	case meta.LabelSelectorOpNotIn:
		return !listed
	case meta.LabelSelectorOpExists:
		return has
	default:
		return !has
	}
}
