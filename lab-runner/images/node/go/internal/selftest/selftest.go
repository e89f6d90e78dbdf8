// Package selftest proves with real packets that the filter in force denies and allows, on addresses of its own.
package selftest

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"drydock.dev/node/internal/probe"
	"drydock.dev/node/internal/ruleset"
)

// Network is of the block that is reserved for documentation: nothing on the way to it is anybody's.
var Network = netip.MustParsePrefix("192.0.2.8/29")

var (
	source  = netip.MustParseAddr("192.0.2.9")
	allowed = netip.MustParseAddr("192.0.2.10")
	denied  = netip.MustParseAddr("192.0.2.11")
	unknown = netip.MustParseAddr("192.0.2.12")
)

const (
	port = 80
	// patience is for a busy machine: what is slow is not broken.
	patience = time.Minute
	resend   = 500 * time.Millisecond
	rounds   = 3
)

// Prepare puts the test's ends into a model, as pods with policies.
func Prepare(model *ruleset.Model) {
	from := model.AddressSet("self-test", []netip.Addr{source})
	model.Know(source, allowed, denied)
	model.Isolate(allowed, ruleset.Ingress, []ruleset.Rule{{Peer: from, Protocol: ruleset.TCP, Ports: []ruleset.PortRange{{From: port, To: port}}}})
	model.Isolate(denied, ruleset.Ingress, []ruleset.Rule{{Peer: from, Protocol: ruleset.TCP, Ports: []ruleset.PortRange{{From: port + 1, To: port + 1}}}})
}

type test struct {
	wires map[netip.Addr]*probe.Wire
	tag   uint32
}

// Run fails when a connection that is denied passes, or one that is allowed does not. The allowed packets follow the denied
// ones, so that how long the machine takes has no part in the answer.
func Run(ctx context.Context) (err error) {
	t := test{wires: map[netip.Addr]*probe.Wire{}, tag: uint32(time.Now().UnixNano())}
	defer func() { err = errors.Join(err, t.close()) }()
	for i, address := range []netip.Addr{source, allowed, denied, unknown} {
		wire, err := probe.Open(fmt.Sprintf("drydock-test%d", i), address)
		if err != nil {
			return fmt.Errorf("self-test: %w", err)
		}
		t.wires[address] = wire
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for range rounds {
		if err := t.round(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (t *test) round(ctx context.Context) error {
	for passed := false; !passed; {
		if ctx.Err() != nil {
			return errors.New("a connection that a policy allows does not pass")
		}
		for _, to := range []netip.Addr{denied, unknown, allowed} {
			t.tag++
			packet := probe.Packet{From: source, To: to, FromPort: uint16(10000 + t.tag%50000), ToPort: port, Protocol: "tcp", Tag: t.tag}
			if err := t.wires[source].Send(packet); err != nil {
				return fmt.Errorf("self-test: %w", err)
			}
		}
		passed = t.arrives(allowed, resend)
	}
	if t.arrives(denied, 0) {
		return errors.New("a connection that a policy denies passes")
	}
	if t.arrives(unknown, 0) {
		return errors.New("a connection to a pod whose policies are not known passes")
	}
	return nil
}

// arrives counts packets of this run alone.
func (t *test) arrives(at netip.Addr, within time.Duration) bool {
	for _, tag := range t.wires[at].Arrived(within) {
		if t.tag-tag < 1<<20 {
			return true
		}
	}
	return false
}

func (t *test) close() error {
	var failed error
	for _, wire := range t.wires {
		failed = errors.Join(failed, wire.Close())
	}
	return failed
}
