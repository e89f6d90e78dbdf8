package localhost

import (
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
)

var node = netip.MustParseAddr("172.18.0.2")

func balanced(age time.Duration, address string, port, nodePort int32) *core.Service {
	return &core.Service{
		ObjectMeta: meta.ObjectMeta{CreationTimestamp: meta.NewTime(time.Unix(1e9, 0).Add(-age))},
		Spec:       core.ServiceSpec{Type: core.ServiceTypeLoadBalancer, Ports: []core.ServicePort{{Port: port, NodePort: nodePort}}},
		Status:     core.ServiceStatus{LoadBalancer: core.LoadBalancerStatus{Ingress: []core.LoadBalancerIngress{{IP: address}}}},
	}
}

func texts(all []Forward) []string {
	found := []string{}
	for _, f := range all {
		found = append(found, fmt.Sprintf("%s %d %s", f.Protocol, f.Number, f.To))
	}
	return found
}

func TestServicesAnswerOnTheirPortsOfLocalhost(t *testing.T) {
	exposed := &core.Service{Spec: core.ServiceSpec{Type: core.ServiceTypeNodePort, Ports: []core.ServicePort{{Port: 53, NodePort: 30053, Protocol: core.ProtocolUDP}}}}
	got := texts(forwards([]*core.Service{balanced(0, "172.18.255.200", 80, 31000), exposed}, node, nil))
	want := []string{"tcp 80 172.18.255.200:80", "tcp 31000 172.18.0.2:31000", "udp 30053 172.18.0.2:30053"}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%q", got)
	}
}

func TestTheOlderServiceHasAPortAndProgramsBeforeBoth(t *testing.T) {
	services := []*core.Service{balanced(time.Hour, "172.18.255.200", 80, 0), balanced(2*time.Hour, "172.18.255.201", 80, 0)}
	if got := texts(forwards(services, node, nil)); !reflect.DeepEqual(got, []string{"tcp 80 172.18.255.201:80"}) {
		t.Fatalf("%q", got)
	}
	if got := texts(forwards(services, node, map[Port]bool{{"tcp", 80}: true})); len(got) != 0 {
		t.Fatalf("a taken port is used: %q", got)
	}
}

func TestWhoListensIsReadFromTheKernelsLists(t *testing.T) {
	proc := t.TempDir()
	if err := os.Mkdir(filepath.Join(proc, "net"), 0o755); err != nil {
		t.Fatal(err)
	}
	lines := "  sl  local_address rem_address   st\n   0: 0100007F:1F90 00000000:0000 0A\n   1: 0100007F:1F91 0100007F:0050 01\n"
	if err := os.WriteFile(filepath.Join(proc, "net/tcp"), []byte(lines), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := listening(proc); !reflect.DeepEqual(got, map[Port]bool{{"tcp", 8080}: true}) {
		t.Fatalf("%v", got)
	}
}
