package netpol

import (
	"net/netip"

	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// FromPod is what policies can know of a pod; one that has ended no longer has its address.
func FromPod(pod *core.Pod) Pod {
	known := Pod{
		Namespace:   pod.Namespace,
		Name:        pod.Name,
		Node:        pod.Spec.NodeName,
		Labels:      labels.Set(pod.Labels),
		HostNetwork: pod.Spec.HostNetwork,
		Ports:       containerPorts(&pod.Spec),
	}
	if address, err := netip.ParseAddr(pod.Status.PodIP); err == nil && !Ended(pod) {
		known.Address = address
	}
	return known
}

// Ended pods keep their address in the API after another pod may have got it.
func Ended(pod *core.Pod) bool {
	return pod.Status.Phase == core.PodSucceeded || pod.Status.Phase == core.PodFailed
}

func containerPorts(spec *core.PodSpec) []NamedPort {
	var ports []NamedPort
	collect := func(containers []core.Container) {
		for _, container := range containers {
			for _, port := range container.Ports {
				if port.Name != "" {
					ports = append(ports, NamedPort{port.Name, ProtocolName(port.Protocol), uint16(port.ContainerPort)})
				}
			}
		}
	}
	collect(spec.InitContainers)
	collect(spec.Containers)
	return ports
}
