// Package netpol compiles NetworkPolicies for one node: from the objects of the API to the model of its filter.
package netpol

import (
	"net/netip"

	networking "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// NamedPort is a port of a container that policies can name.
type NamedPort struct {
	Name, Protocol string
	Number         uint16
}

// Pod is what a policy can know of a pod that has an address and has not ended.
type Pod struct {
	Namespace, Name, Node string
	Labels                labels.Set
	Address               netip.Addr
	// HostNetwork pods are their node to a policy, and no pod.
	HostNetwork bool
	Ports       []NamedPort
}

// Cluster is a snapshot of what policies speak of.
type Cluster struct {
	Pods       []Pod
	Namespaces map[string]labels.Set
	Policies   []*networking.NetworkPolicy
}

// podsWithAddress are those that policies can select or allow.
func (c *Cluster) podsWithAddress() []Pod {
	var pods []Pod
	for _, pod := range c.Pods {
		if !pod.HostNetwork && pod.Address.Is4() {
			pods = append(pods, pod)
		}
	}
	return pods
}
