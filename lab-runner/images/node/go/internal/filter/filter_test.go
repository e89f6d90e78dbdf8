package filter_test

import (
	"context"
	"net/netip"
	"os/exec"
	"strings"
	"testing"
	"time"

	"drydock.dev/node/internal/filter"
	"drydock.dev/node/internal/probe"
	"drydock.dev/node/internal/probe/probetest"
	"drydock.dev/node/internal/ruleset"
)

var (
	client = netip.MustParseAddr("10.244.0.2")
	server = netip.MustParseAddr("10.244.0.3")
	scope  = ruleset.Scope{Guarded: []netip.Prefix{netip.MustParsePrefix("10.244.0.0/24")}, Uplink: "eth0"}
)

const asked, answered = 77, 99

// node is a network with two pods and a filter.
type node struct {
	t              *testing.T
	client, server *probe.Wire
	filter         *filter.Filter
}

func newNode(t *testing.T) *node {
	probetest.OwnNetwork(t)
	n := &node{t: t, client: open(t, "client", client), server: open(t, "server", server)}
	var err error
	if n.filter, err = filter.New(); err != nil {
		t.Fatal(err)
	}
	return n
}

func open(t *testing.T, name string, address netip.Addr) *probe.Wire {
	wire, err := probe.Open(name, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = wire.Close() })
	return wire
}

func (n *node) apply(change func(*ruleset.Model)) {
	n.t.Helper()
	model := ruleset.New(scope)
	change(&model)
	if err := n.filter.Apply(n.t.Context(), model); err != nil {
		n.t.Fatal(err)
	}
}

// passes sends a packet of a connection from the client, or the server's answer.
func (n *node) passes(protocol string, reply bool, within time.Duration) bool {
	from, to := n.client, n.server
	packet := probe.Packet{From: client, To: server, FromPort: 40000, ToPort: 80, Protocol: protocol, Tag: asked}
	if reply {
		from, to = n.server, n.client
		packet.From, packet.To, packet.FromPort, packet.ToPort = server, client, 80, 40000
		packet.Tag, packet.Answers = answered, asked
	}
	if err := from.Send(packet); err != nil {
		n.t.Fatal(err)
	}
	return len(to.Arrived(within)) > 0
}

func (n *node) expect(protocol string, reply, want bool, why string) {
	n.t.Helper()
	// What passes is waited for, however busy the machine; what does not would be there almost at once.
	within := 200 * time.Millisecond
	if want {
		within = 30 * time.Second
	}
	if got := n.passes(protocol, reply, within); got != want {
		n.t.Fatalf("%s (%s, reply %v): passes is %v", why, protocol, reply, got)
	}
}

func both(m *ruleset.Model) { m.Know(client, server) }

func TestAPodIsClosedUntilItIsKnown(t *testing.T) {
	n := newNode(t)
	n.expect("udp", false, true, "without a filter")
	n.apply(func(m *ruleset.Model) { m.Know(client) })
	n.expect("udp", false, false, "the server is not known")
	n.apply(both)
	n.expect("udp", false, true, "both are known")
	n.expect("udp", true, true, "and the server answers")
}

func TestAPolicyCutsLiveConnectionsWhoeverSpeaks(t *testing.T) {
	for _, protocol := range []string{"udp", "tcp", "sctp", "icmp"} {
		t.Run(protocol, func(t *testing.T) {
			n := newNode(t)
			n.apply(both)
			n.expect(protocol, false, true, "nothing is isolated")
			n.expect(protocol, true, true, "the server answers")
			for _, direction := range []ruleset.Direction{ruleset.Ingress, ruleset.Egress} {
				n.apply(func(m *ruleset.Model) {
					both(m)
					m.Isolate(map[ruleset.Direction]netip.Addr{ruleset.Ingress: server, ruleset.Egress: client}[direction], direction, nil)
				})
				n.expect(protocol, true, false, "the server was cut off")
				n.expect(protocol, false, false, "the client was cut off")
				n.apply(both)
				n.expect(protocol, true, true, "the policy is gone")
			}
		})
	}
}

func TestAnAnswerNeedsNoPolicyOfItsOwn(t *testing.T) {
	n := newNode(t)
	n.apply(func(m *ruleset.Model) {
		both(m)
		m.Isolate(server, ruleset.Egress, nil)
		m.Isolate(client, ruleset.Ingress, nil)
	})
	n.expect("tcp", false, true, "the server takes connections")
	n.expect("tcp", true, true, "and answers")
}

func TestBothWaysOfAConnectionAreHeldAgainstTheSameRule(t *testing.T) {
	for _, protocol := range []string{"udp", "tcp", "sctp"} {
		t.Run(protocol, func(t *testing.T) {
			n := newNode(t)
			for _, port := range []uint16{80, 81} {
				passes := port == 80
				n.apply(func(m *ruleset.Model) {
					both(m)
					ports := []ruleset.PortRange{{From: port, To: port}}
					from, to := m.AddressSet("client", []netip.Addr{client}), m.AddressSet("server", []netip.Addr{server})
					m.Isolate(server, ruleset.Ingress, []ruleset.Rule{{Peer: from, Protocol: protocol, Ports: ports}})
					m.Isolate(client, ruleset.Egress, []ruleset.Rule{{Peer: to, Protocol: protocol, Ports: ports}})
				})
				n.expect(protocol, false, passes, "by its port")
				n.expect(protocol, true, passes, "and its answer")
			}
		})
	}
}

func TestAForgottenConnectionIsNotTakenUpTheWrongWayRound(t *testing.T) {
	n := newNode(t)
	n.apply(func(m *ruleset.Model) {
		both(m)
		m.Isolate(server, ruleset.Ingress, nil)
	})
	n.expect("tcp", true, false, "a segment out of nowhere")
}

func TestWithoutItsRulesNothingPassesAndTheyComeBack(t *testing.T) {
	for _, tamper := range []string{
		"nft flush ruleset", "nft delete table ip drydock", "nft flush table ip drydock", "nft flush chain ip drydock guard",
		"nft flush chain ip drydock pass", "nft flush set ip drydock known", "ip rule flush", "ip rule del pref 61",
	} {
		t.Run(tamper, func(t *testing.T) {
			n := newNode(t)
			n.apply(both)
			n.expect("udp", false, true, "it is allowed")
			changed := watch(t)
			run(t, tamper)
			if !strings.HasPrefix(tamper, "ip rule flush") {
				n.expect("udp", false, false, "it is open")
			}
			await(t, changed)
			if _, err := n.filter.Restore(t.Context()); err != nil {
				t.Fatal(err)
			}
			n.expect("udp", false, true, "it is back")
			run(t, "nft flush ruleset")
			n.expect("udp", false, false, "the second line is back too")
		})
	}
}

func TestWhatNobodyTouchedIsLeftAlone(t *testing.T) {
	n := newNode(t)
	n.apply(both)
	changed := watch(t)
	run(t, "nft add table ip somebody")
	if restored, err := n.filter.Restore(t.Context()); restored || err != nil {
		t.Fatalf("restored %v, %v", restored, err)
	}
	run(t, "nft add chain ip drydock stranger")
	await(t, changed)
	if restored, err := n.filter.Restore(t.Context()); !restored || err != nil {
		t.Fatalf("restored %v, %v", restored, err)
	}
}

func watch(t *testing.T) <-chan struct{} {
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	changed, err := filter.Watch(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

func await(t *testing.T, changed <-chan struct{}) {
	t.Helper()
	select {
	case <-changed:
	case <-time.After(30 * time.Second):
		t.Fatal("nobody noticed")
	}
}

func run(t *testing.T, command string) {
	t.Helper()
	words := strings.Fields(command)
	if output, err := exec.Command(words[0], words[1:]...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %s", command, output)
	}
}
