package randomcluster

import (
	"drydock.dev/node/internal/netpol"
	"drydock.dev/node/internal/reference"
	"drydock.dev/node/internal/ruleset"
	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// Question is a connection that may or may not be allowed.
type Question struct {
	From, To reference.Endpoint
	Protocol core.Protocol
	Port     int32
}

// Questions are all connections to or from pods, on every port that policies speak of and one that they may not.
func (c Cluster) Questions() []Question {
	ends := c.endpoints()
	var questions []Question
	for _, from := range ends {
		for _, to := range ends {
			if from.Pod == nil && to.Pod == nil {
				continue
			}
			for _, protocol := range Protocols {
				for _, port := range append([]int32{7}, PortNumbers...) {
					questions = append(questions, Question{from, to, protocol, port})
				}
			}
		}
	}
	return questions
}

func (c Cluster) endpoints() []reference.Endpoint {
	var ends []reference.Endpoint
	for _, pod := range c.Pods {
		if !pod.Spec.HostNetwork {
			ends = append(ends, reference.OfPod(pod))
		}
	}
	for _, node := range c.Nodes {
		ends = append(ends, reference.Endpoint{Node: node.Name, Address: node.Address})
	}
	for _, address := range c.Outside {
		ends = append(ends, reference.Endpoint{Address: address})
	}
	return ends
}

// Compiled is what the agent of a node makes of the cluster.
func (c Cluster) Compiled(node Node, scope ruleset.Scope) ruleset.Model {
	seen := netpol.Cluster{Namespaces: map[string]labels.Set{}, Policies: c.Policies}
	for _, namespace := range c.Namespaces {
		seen.Namespaces[namespace.Name] = namespace.Labels
	}
	for _, pod := range c.Pods {
		seen.Pods = append(seen.Pods, netpol.FromPod(pod))
	}
	return netpol.Compile(seen, node.Name, scope)
}
