package netpol

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/netip"
	"slices"

	"drydock.dev/node/internal/ruleset"
	networking "k8s.io/api/networking/v1"
)

// peers are the sets that a rule's other end may be in; one empty name is anybody.
func (c *compiler) peers(namespace string, peers []networking.NetworkPolicyPeer) []string {
	if len(peers) == 0 {
		return []string{""}
	}
	selectors, blocks := split(peers)
	var sets []string
	if len(selectors) > 0 {
		sets = append(sets, c.model.AddressSet(describe(namespace, selectors), addresses(c.selected(namespace, selectors))))
	}
	if ranges := blockRanges(blocks); len(ranges) > 0 {
		sets = append(sets, c.model.BlockSet(ranges))
	}
	return sets
}

func split(peers []networking.NetworkPolicyPeer) (selectors []networking.NetworkPolicyPeer, blocks []*networking.IPBlock) {
	for _, peer := range peers {
		if peer.IPBlock != nil {
			blocks = append(blocks, peer.IPBlock)
		} else {
			selectors = append(selectors, peer)
		}
	}
	return selectors, blocks
}

func (c *compiler) selected(namespace string, peers []networking.NetworkPolicyPeer) []Pod {
	var found []Pod
	for _, peer := range peers {
		matches := c.matcher(namespace, peer)
		for _, pod := range c.pods {
			if matches(pod) {
				found = append(found, pod)
			}
		}
	}
	return found
}

// matcher of one peer: both selectors must match where both are given, and without one for namespaces it is the policy's own.
func (c *compiler) matcher(namespace string, peer networking.NetworkPolicyPeer) func(Pod) bool {
	inNamespace := func(name string) bool { return name == namespace }
	if peer.NamespaceSelector != nil {
		namespaces := selector(peer.NamespaceSelector)
		inNamespace = func(name string) bool {
			labels, exists := c.cluster.Namespaces[name]
			return exists && namespaces.Matches(labels)
		}
	}
	if peer.PodSelector == nil {
		return func(pod Pod) bool { return inNamespace(pod.Namespace) }
	}
	pods := selector(peer.PodSelector)
	return func(pod Pod) bool { return inNamespace(pod.Namespace) && pods.Matches(pod.Labels) }
}

// namedEgress are the pods among a rule's peers that have a port of a name that the rule allows, by its number.
func (c *compiler) namedEgress(namespace string, rule networking.NetworkPolicyEgressRule) []ruleset.Rule {
	var rules []ruleset.Rule
	for _, port := range slices.DeleteFunc(slices.Clone(rule.Ports), func(p networking.NetworkPolicyPort) bool { return !isNamed(p) }) {
		byNumber := map[uint16][]netip.Addr{}
		for _, pod := range c.reachable(namespace, rule.To) {
			for _, number := range named(pod, port) {
				byNumber[number] = append(byNumber[number], pod.Address)
			}
		}
		for _, number := range slices.Sorted(maps.Keys(byNumber)) {
			description := fmt.Sprintf("%s %s %d %s", port.Port.StrVal, protocolOf(port), number, describe(namespace, rule.To))
			rules = append(rules, ruleset.Rule{
				Peer:     c.model.AddressSet(description, byNumber[number]),
				Protocol: protocolOf(port),
				Ports:    []ruleset.PortRange{{From: number, To: number}},
			})
		}
	}
	return rules
}

// reachable are the pods that a rule's peers allow, by their labels or by their address.
func (c *compiler) reachable(namespace string, peers []networking.NetworkPolicyPeer) []Pod {
	if len(peers) == 0 {
		return c.pods
	}
	selectors, blocks := split(peers)
	found := c.selected(namespace, selectors)
	ranges := blockRanges(blocks)
	for _, pod := range c.pods {
		if inRanges(ranges, pod.Address) {
			found = append(found, pod)
		}
	}
	return found
}

// describe is the same for peers that select the same pods at all times.
func describe(namespace string, peers []networking.NetworkPolicyPeer) string {
	text, err := json.Marshal(peers)
	if err != nil {
		panic(err) // plain structs of strings can always be written
	}
	return namespace + " " + string(text)
}

func addresses(pods []Pod) []netip.Addr {
	all := make([]netip.Addr, len(pods))
	for i, pod := range pods {
		all[i] = pod.Address
	}
	return all
}
