// Package reference answers what NetworkPolicies allow, from the words of the API's documentation alone. It shares no code
// with the agent, which is measured against it, and is made to be read, not to be fast.
package reference

import (
	"net/netip"

	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
)

// World is all that there is.
type World struct {
	Namespaces []*core.Namespace
	Pods       []*core.Pod
	Policies   []*networking.NetworkPolicy
}

// Endpoint is one end of a connection: a pod, else a node, else somebody outside.
type Endpoint struct {
	Pod     *core.Pod
	Node    string
	Address netip.Addr
}

// OfPod is the endpoint that a pod is. "hostNetwork pods are treated as the node that they run on."
func OfPod(pod *core.Pod) Endpoint {
	address := netip.MustParseAddr(pod.Status.PodIP)
	if pod.Spec.HostNetwork {
		return Endpoint{Node: pod.Spec.NodeName, Address: address}
	}
	return Endpoint{Pod: pod, Address: address}
}

// Allowed says whether a connection may be made.
func (w World) Allowed(from, to Endpoint, protocol core.Protocol, port int32) bool {
	if from.Pod != nil && from.Pod == to.Pod {
		return true // "A Pod cannot block access to itself."
	}
	if sameNode(from, to) {
		return true // "Traffic to and from the node where a Pod is running is always allowed."
	}
	return w.egressAllowed(from, to, protocol, port) && w.ingressAllowed(from, to, protocol, port)
}

func sameNode(a, b Endpoint) bool {
	if a.Pod == nil {
		a, b = b, a
	}
	return a.Pod != nil && b.Pod == nil && b.Node != "" && a.Pod.Spec.NodeName == b.Node
}

func (w World) egressAllowed(from, to Endpoint, protocol core.Protocol, port int32) bool {
	isolated := false
	for _, policy := range w.Policies {
		if !applies(policy, from.Pod, networking.PolicyTypeEgress) {
			continue
		}
		isolated = true
		for _, rule := range policy.Spec.Egress {
			if w.peersMatch(policy, rule.To, to) && portsMatch(rule.Ports, to.Pod, protocol, port) {
				return true
			}
		}
	}
	return !isolated
}

func (w World) ingressAllowed(from, to Endpoint, protocol core.Protocol, port int32) bool {
	isolated := false
	for _, policy := range w.Policies {
		if !applies(policy, to.Pod, networking.PolicyTypeIngress) {
			continue
		}
		isolated = true
		for _, rule := range policy.Spec.Ingress {
			if w.peersMatch(policy, rule.From, from) && portsMatch(rule.Ports, to.Pod, protocol, port) {
				return true
			}
		}
	}
	return !isolated
}

// applies: "selects the pods in the policy's namespace", and has the type, which "defaults to Ingress, and Egress where
// there are egress rules".
func applies(policy *networking.NetworkPolicy, pod *core.Pod, kind networking.PolicyType) bool {
	if pod == nil || pod.Namespace != policy.Namespace || !selects(policy.Spec.PodSelector, pod.Labels) {
		return false
	}
	if len(policy.Spec.PolicyTypes) == 0 {
		return kind == networking.PolicyTypeIngress || len(policy.Spec.Egress) > 0
	}
	for _, own := range policy.Spec.PolicyTypes {
		if own == kind {
			return true
		}
	}
	return false
}
