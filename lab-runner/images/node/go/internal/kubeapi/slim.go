package kubeapi

import core "k8s.io/api/core/v1"

// SlimPod leaves what policies speak of.
func SlimPod(pod *core.Pod) {
	spec := core.PodSpec{NodeName: pod.Spec.NodeName, HostNetwork: pod.Spec.HostNetwork}
	for _, containers := range [][]core.Container{pod.Spec.InitContainers, pod.Spec.Containers} {
		for _, container := range containers {
			if len(container.Ports) > 0 {
				spec.Containers = append(spec.Containers, core.Container{Ports: container.Ports})
			}
		}
	}
	pod.Spec = spec
	pod.Status = core.PodStatus{Phase: pod.Status.Phase, PodIP: pod.Status.PodIP}
}

// SlimNode leaves where the node and its pods are, and whether it is ready.
func SlimNode(node *core.Node) {
	status := core.NodeStatus{Addresses: node.Status.Addresses}
	for _, condition := range node.Status.Conditions {
		if condition.Type == core.NodeReady {
			status.Conditions = []core.NodeCondition{{Type: core.NodeReady, Status: condition.Status}}
		}
	}
	node.Labels = nil
	node.Spec = core.NodeSpec{PodCIDR: node.Spec.PodCIDR}
	node.Status = status
}

// Whole leaves everything that is not bookkeeping.
func Whole[T any](T) {}
