// Package randomcluster makes clusters with policies out of a seed, for tests that compare two answers.
package randomcluster

import (
	"fmt"
	"math/rand/v2"
	"net/netip"

	"drydock.dev/node/internal/reference"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Node is one of the cluster's, with the network of its pods.
type Node struct {
	Name    string
	Address netip.Addr
	Pods    netip.Prefix
}

// Cluster is a world and where it runs.
type Cluster struct {
	reference.World
	Nodes []Node
	// Outside are addresses of nobody in the cluster.
	Outside []netip.Addr
}

// PortNumbers and PortNames are small, so that policies and connections meet.
var (
	PortNumbers = []int32{53, 80, 81, 82, 443, 8080, 9000}
	PortNames   = []string{"http", "dns", "admin"}
	Protocols   = []core.Protocol{core.ProtocolTCP, core.ProtocolUDP, core.ProtocolSCTP}

	outside = []string{"10.244.200.7", "172.18.0.1", "172.18.9.9", "192.168.7.7", "8.8.8.8"}
	keys    = []string{"app", "tier", "team"}
	values  = []string{"a", "b", "c"}
)

type maker struct{ *rand.Rand }

// New is the same cluster for the same seed.
func New(seed uint64, nodes, pods int) Cluster {
	m := maker{rand.New(rand.NewPCG(seed, 7))}
	cluster := Cluster{}
	for i := range nodes {
		cluster.Nodes = append(cluster.Nodes, Node{
			Name:    fmt.Sprintf("node-%d", i),
			Address: netip.AddrFrom4([4]byte{172, 18, 0, byte(2 + i)}),
			Pods:    netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 244, byte(i), 0}), 24),
		})
	}
	for _, address := range outside {
		cluster.Outside = append(cluster.Outside, netip.MustParseAddr(address))
	}
	for i := range 3 {
		cluster.Namespaces = append(cluster.Namespaces, &core.Namespace{ObjectMeta: meta.ObjectMeta{Name: fmt.Sprintf("ns-%d", i), Labels: m.labels()}})
	}
	for i := range pods {
		cluster.Pods = append(cluster.Pods, m.pod(i, cluster.Nodes))
	}
	cluster.Policies = m.policies(cluster)
	return cluster
}

// Policies for a cluster whose namespaces are ns-0, ns-1 and ns-2.
func Policies(seed uint64, cluster Cluster) []*networking.NetworkPolicy {
	return maker{rand.New(rand.NewPCG(seed, 11))}.policies(cluster)
}

// Labels for something in a cluster.
func Labels(seed uint64) map[string]string {
	return maker{rand.New(rand.NewPCG(seed, 13))}.labels()
}

func (m maker) policies(cluster Cluster) []*networking.NetworkPolicy {
	var policies []*networking.NetworkPolicy
	for i := range 1 + m.IntN(6) {
		policies = append(policies, m.policy(i, cluster))
	}
	return policies
}

func (m maker) pod(i int, nodes []Node) *core.Pod {
	node := pick(m, nodes)
	address := node.Pods.Addr().As4()
	address[3] = byte(2 + i)
	pod := &core.Pod{
		ObjectMeta: meta.ObjectMeta{Name: fmt.Sprintf("pod-%d", i), Namespace: fmt.Sprintf("ns-%d", m.IntN(3)), Labels: m.labels()},
		Spec:       core.PodSpec{NodeName: node.Name, Containers: []core.Container{{Name: "main", Ports: m.ports()}}},
		Status:     core.PodStatus{Phase: core.PodRunning, PodIP: netip.AddrFrom4(address).String()},
	}
	if m.IntN(12) == 0 {
		pod.Spec.HostNetwork = true
		pod.Status.PodIP = node.Address.String()
	}
	return pod
}

func (m maker) ports() []core.ContainerPort {
	var ports []core.ContainerPort
	for _, name := range PortNames {
		if m.IntN(2) == 0 {
			ports = append(ports, core.ContainerPort{Name: name, ContainerPort: pick(m, PortNumbers), Protocol: pick(m, Protocols)})
		}
	}
	return ports
}

func (m maker) labels() map[string]string {
	labels := map[string]string{}
	for _, key := range keys {
		if m.IntN(3) > 0 {
			labels[key] = pick(m, values)
		}
	}
	return labels
}

func pick[T any](m maker, from []T) T { return from[m.IntN(len(from))] }
