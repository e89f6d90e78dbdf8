package nodenet

import (
	"encoding/json"
	"net/netip"
	"os"
	"path/filepath"
	"testing"
)

func TestTheEnginesRulesForNamesAreTakenOutOfTheTable(t *testing.T) {
	table := `*nat
:OUTPUT ACCEPT [0:0]
:DOCKER_OUTPUT - [0:0]
:KUBE-SERVICES - [0:0]
-A OUTPUT -j KUBE-SERVICES
-A OUTPUT -d 172.18.0.1/32 -j DOCKER_OUTPUT
-A DOCKER_OUTPUT -d 172.18.0.1/32 -p udp -m udp --dport 53 -j DNAT --to-destination 127.0.0.11:34220
COMMIT
`
	want := `*nat
:DOCKER_OUTPUT - [0:0]
-A OUTPUT -d 172.18.0.1/32 -j DOCKER_OUTPUT
-A DOCKER_OUTPUT -d 172.18.0.1/32 -p udp -m udp --dport 53 -j DNAT --to-destination 127.0.0.11:34220
COMMIT
`
	if got := engineRules(table); got != want {
		t.Fatalf("%s", got)
	}
	if got := engineRules("*nat\nCOMMIT\n"); got != "" {
		t.Fatalf("out of nothing came %s", got)
	}
}

func TestTheRuntimesConfigurationEndsWithOurPlugin(t *testing.T) {
	folder := t.TempDir()
	for range 2 {
		if err := WriteConflist(folder, netip.MustParsePrefix("10.244.1.0/24"), 1400); err != nil {
			t.Fatal(err)
		}
	}
	content, err := os.ReadFile(filepath.Join(folder, conflist))
	if err != nil {
		t.Fatal(err)
	}
	var written struct{ Plugins []struct{ Type string } }
	if err := json.Unmarshal(content, &written); err != nil || written.Plugins[2].Type != "drydock-cni" {
		t.Fatalf("%v %s", err, content)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Fatalf("%v %v", err, left)
	}
}
