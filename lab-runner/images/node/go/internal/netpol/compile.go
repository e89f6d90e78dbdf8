package netpol

import (
	"slices"
	"strings"

	"drydock.dev/node/internal/ruleset"
	networking "k8s.io/api/networking/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

type compiler struct {
	cluster Cluster
	pods    []Pod
	model   ruleset.Model
}

// Compile makes the filter of one node. Its pods are known afterwards, those of other nodes are peers only.
func Compile(cluster Cluster, node string, scope ruleset.Scope) ruleset.Model {
	c := compiler{cluster, cluster.podsWithAddress(), ruleset.New(scope)}
	policies := map[string][]selecting{}
	for _, policy := range cluster.Policies {
		policies[policy.Namespace] = append(policies[policy.Namespace], selecting{policy, selector(&policy.Spec.PodSelector)})
	}
	for _, pod := range c.pods {
		if pod.Node != node {
			continue
		}
		c.isolate(pod, policies[pod.Namespace])
		c.model.Know(pod.Address)
	}
	return c.model
}

type selecting struct {
	policy *networking.NetworkPolicy
	pods   labels.Selector
}

func (c *compiler) isolate(pod Pod, policies []selecting) {
	rules := map[ruleset.Direction][]ruleset.Rule{}
	for _, p := range policies {
		if !p.pods.Matches(pod.Labels) {
			continue
		}
		for _, direction := range directions(&p.policy.Spec) {
			rules[direction] = append(rules[direction], c.rules(p.policy, direction, pod)...)
		}
	}
	for _, direction := range []ruleset.Direction{ruleset.Ingress, ruleset.Egress} {
		if allowed, isolated := rules[direction]; isolated {
			c.model.Isolate(pod.Address, direction, canonical(allowed, direction))
		}
	}
}

func (c *compiler) rules(policy *networking.NetworkPolicy, direction ruleset.Direction, pod Pod) []ruleset.Rule {
	rules := []ruleset.Rule{}
	if direction == ruleset.Ingress {
		for _, rule := range policy.Spec.Ingress {
			peers := c.peers(policy.Namespace, rule.From)
			rules = append(rules, across(peers, ingressPorts(rule.Ports, pod))...)
		}
		return rules
	}
	for _, rule := range policy.Spec.Egress {
		peers := c.peers(policy.Namespace, rule.To)
		rules = append(rules, across(peers, numberedPorts(rule.Ports))...)
		rules = append(rules, c.namedEgress(policy.Namespace, rule)...)
	}
	return rules
}

// directions are the policy's types, with the API's default where none are written.
func directions(spec *networking.NetworkPolicySpec) []ruleset.Direction {
	if len(spec.PolicyTypes) == 0 {
		if len(spec.Egress) > 0 {
			return []ruleset.Direction{ruleset.Ingress, ruleset.Egress}
		}
		return []ruleset.Direction{ruleset.Ingress}
	}
	var found []ruleset.Direction
	for _, kind := range spec.PolicyTypes {
		switch kind {
		case networking.PolicyTypeIngress:
			found = append(found, ruleset.Ingress)
		case networking.PolicyTypeEgress:
			found = append(found, ruleset.Egress)
		}
	}
	return found
}

// selector of something that the API has validated; what cannot be read selects everything, because more policies allow less
// than none.
func selector(of *meta.LabelSelector) labels.Selector {
	parsed, err := meta.LabelSelectorAsSelector(of)
	if err != nil {
		return labels.Everything()
	}
	return parsed
}

func across(peers []string, ports []portMatch) []ruleset.Rule {
	var rules []ruleset.Rule
	for _, peer := range peers {
		for _, port := range ports {
			rules = append(rules, ruleset.Rule{Peer: peer, Protocol: port.protocol, Ports: port.ports})
		}
	}
	return rules
}

// canonical order without repetition, so that the same permissions are the same chain.
func canonical(rules []ruleset.Rule, direction ruleset.Direction) []ruleset.Rule {
	text := func(r ruleset.Rule) string { return r.Key(direction) }
	slices.SortFunc(rules, func(a, b ruleset.Rule) int { return strings.Compare(text(a), text(b)) })
	return slices.CompactFunc(rules, func(a, b ruleset.Rule) bool { return text(a) == text(b) })
}
