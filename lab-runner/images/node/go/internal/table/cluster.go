package table

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/netip"
	"os/exec"
	"strings"

	"drydock.dev/node/internal/randomcluster"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
)

const (
	image      = "drydock.local/drydock-node:v1" // on every node already; what runs comes from the shared folder
	namespaces = 3
	podsOfEach = 2
)

func kubectl(input any, arguments ...string) ([]byte, error) {
	command := exec.Command("kubectl", arguments...)
	if input != nil {
		text, err := json.Marshal(input)
		if err != nil {
			return nil, err
		}
		command.Stdin = bytes.NewReader(text)
	}
	var said bytes.Buffer
	command.Stderr = &said
	output, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("kubectl %s: %w: %s", strings.Join(arguments, " "), err, said.String())
	}
	return output, nil
}

type list struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Items      []any  `json:"items"`
}

func apply(items ...any) error {
	if len(items) == 0 {
		return nil
	}
	_, err := kubectl(list{"v1", "List", items}, "apply", "--server-side", "--force-conflicts", "--filename", "-")
	return err
}

// build makes namespaces and pods, spread over the nodes, and waits for the pods.
func build() (randomcluster.Cluster, error) {
	nodes, err := nodeNames()
	if err != nil {
		return randomcluster.Cluster{}, err
	}
	var spaces, pods []any
	for n := range namespaces {
		name := fmt.Sprintf("ns-%d", n)
		spaces = append(spaces, &core.Namespace{TypeMeta: meta.TypeMeta{APIVersion: "v1", Kind: "Namespace"}, ObjectMeta: meta.ObjectMeta{Name: name, Labels: randomcluster.Labels(uint64(n))}})
		for p := range podsOfEach {
			i := n*podsOfEach + p
			pods = append(pods, makePod(i, name, nodes[i%len(nodes)]))
		}
	}
	if err := apply(append(spaces, pods...)...); err != nil {
		return randomcluster.Cluster{}, err
	}
	for n := range namespaces {
		if _, err := kubectl(nil, "--namespace", fmt.Sprintf("ns-%d", n), "wait", "--for=condition=Ready", "pods", "--all", "--timeout=180s"); err != nil {
			return randomcluster.Cluster{}, err
		}
	}
	return read()
}

func nodeNames() ([]string, error) {
	output, err := kubectl(nil, "get", "nodes", "--output", "jsonpath={.items[*].metadata.name}")
	return strings.Fields(string(output)), err
}

func makePod(i int, namespace, node string) *core.Pod {
	name := fmt.Sprintf("pod-%d", i)
	seconds := int64(0)
	return &core.Pod{
		TypeMeta:   meta.TypeMeta{APIVersion: "v1", Kind: "Pod"},
		ObjectMeta: meta.ObjectMeta{Name: name, Namespace: namespace, Labels: randomcluster.Labels(uint64(100 + i))},
		Spec: core.PodSpec{
			NodeName:                      node,
			TerminationGracePeriodSeconds: &seconds,
			Tolerations:                   []core.Toleration{{Operator: core.TolerationOpExists}},
			Volumes:                       []core.Volume{{Name: "table", VolumeSource: core.VolumeSource{HostPath: &core.HostPathVolumeSource{Path: Folder}}}},
			Containers: []core.Container{{
				Name: "table", Image: image, ImagePullPolicy: core.PullIfNotPresent,
				Command:        []string{Folder + "/policy-table", "pod", name},
				VolumeMounts:   []core.VolumeMount{{Name: "table", MountPath: Folder}},
				Ports:          ports(i),
				ReadinessProbe: &core.Probe{ProbeHandler: core.ProbeHandler{Exec: &core.ExecAction{Command: []string{Folder + "/policy-table", "ready", name}}}, PeriodSeconds: 1, TimeoutSeconds: 10},
			}},
		},
	}
}

// ports have the same names at other numbers in every pod.
func ports(i int) []core.ContainerPort {
	return []core.ContainerPort{
		{Name: "http", ContainerPort: Ports[i%2], Protocol: core.ProtocolTCP},
		{Name: "dns", ContainerPort: Ports[(i+1)%3], Protocol: core.ProtocolUDP},
		{Name: "admin", ContainerPort: Ports[3-i%2], Protocol: core.ProtocolTCP},
	}
}

// read is the cluster as the API shows it.
func read() (randomcluster.Cluster, error) {
	var cluster randomcluster.Cluster
	for n := range namespaces {
		name := fmt.Sprintf("ns-%d", n)
		namespace, pods := &core.Namespace{}, &core.PodList{}
		for into, what := range map[any][]string{namespace: {"get", "namespace", name}, pods: {"--namespace", name, "get", "pods"}} {
			output, err := kubectl(nil, append(what, "--output", "json")...)
			if err == nil {
				err = json.Unmarshal(output, into)
			}
			if err != nil {
				return cluster, err
			}
		}
		cluster.Namespaces = append(cluster.Namespaces, namespace)
		for i := range pods.Items {
			cluster.Pods = append(cluster.Pods, &pods.Items[i])
		}
	}
	for _, pod := range cluster.Pods {
		if _, err := netip.ParseAddr(pod.Status.PodIP); err != nil {
			return cluster, fmt.Errorf("pod %s has no address", pod.Name)
		}
	}
	return cluster, nil
}

// enforce replaces the policies of the last case.
func enforce(policies []*networking.NetworkPolicy) error {
	if _, err := kubectl(nil, "delete", "networkpolicies", "--all", "--all-namespaces", "--wait=false"); err != nil {
		return err
	}
	items := make([]any, len(policies))
	for i, policy := range policies {
		policy.TypeMeta = meta.TypeMeta{APIVersion: "networking.k8s.io/v1", Kind: "NetworkPolicy"}
		items[i] = policy
	}
	return apply(items...)
}

// Remove takes away what the table made.
func Remove() error {
	_, err := kubectl(nil, "delete", "namespace", "ns-0", "ns-1", "ns-2", "--ignore-not-found", "--wait=false")
	return err
}
