package netpol_test

import (
	"net/netip"
	"testing"

	"drydock.dev/node/internal/netpol"
	"drydock.dev/node/internal/randomcluster"
	"drydock.dev/node/internal/ruleset"
	core "k8s.io/api/core/v1"
)

const clusters = 400

func TestWhatTheNodesLetThroughIsWhatTheAPIPromises(t *testing.T) {
	asked, allowed := 0, 0
	for seed := range uint64(clusters) {
		cluster := randomcluster.New(seed, 1+int(seed%3), 10)
		models := map[string]ruleset.Model{}
		for _, node := range cluster.Nodes {
			models[node.Name] = cluster.Compiled(node, ruleset.Scope{Guarded: []netip.Prefix{node.Pods}})
		}
		for _, q := range cluster.Questions() {
			want := cluster.Allowed(q.From, q.To, q.Protocol, q.Port)
			got := passes(models, q)
			asked++
			if want {
				allowed++
			}
			if got != want {
				t.Fatalf("seed %d: %v -> %v %s/%d: the nodes say %v, the API says %v", seed, q.From.Address, q.To.Address, q.Protocol, q.Port, got, want)
			}
		}
	}
	if share := float64(allowed) / float64(asked); share < 0.2 || share > 0.8 {
		t.Fatalf("of %d connections %d are allowed: the clusters prove little", asked, allowed)
	}
}

// passes asks every node that a connection crosses. What a pod and its own node exchange is forwarded by nobody.
func passes(models map[string]ruleset.Model, q randomcluster.Question) bool {
	connection := ruleset.Connection{From: q.From.Address, To: q.To.Address, Protocol: netpol.ProtocolName(q.Protocol), Port: uint16(q.Port)}
	for _, pod := range []struct{ node, other string }{{nodeOf(q.From.Pod), q.To.Node}, {nodeOf(q.To.Pod), q.From.Node}} {
		model, crossed := models[pod.node]
		if crossed && pod.node != pod.other && !model.Passes(connection) {
			return false
		}
	}
	return true
}
func nodeOf(pod *core.Pod) string {
	if pod == nil {
		return ""
	}
	return pod.Spec.NodeName
}
