package selftest_test

import (
	"net/netip"
	"os/exec"
	"strings"
	"testing"

	"drydock.dev/node/internal/filter"
	"drydock.dev/node/internal/netpol"
	"drydock.dev/node/internal/probe/probetest"
	"drydock.dev/node/internal/ruleset"
	"drydock.dev/node/internal/selftest"
)

func TestAFilterInForceProvesItself(t *testing.T) {
	enforce(t)
	if err := selftest.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestAFilterThatDeniesNothingIsFound(t *testing.T) {
	enforce(t)
	nft(t, "insert rule ip drydock guard goto pass")
	if err := selftest.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "denies passes") {
		t.Fatalf("it says %v", err)
	}
}

func TestAFilterThatLetsStrangersThroughIsFound(t *testing.T) {
	enforce(t)
	nft(t, "insert rule ip drydock guard ip daddr 192.0.2.12 goto pass")
	if err := selftest.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "not known passes") {
		t.Fatalf("it says %v", err)
	}
}

func enforce(t *testing.T) {
	probetest.OwnNetwork(t)
	f, err := filter.New()
	if err != nil {
		t.Fatal(err)
	}
	scope := ruleset.Scope{Guarded: []netip.Prefix{netip.MustParsePrefix("10.244.0.0/24"), selftest.Network}, Uplink: "eth0"}
	model := netpol.Compile(netpol.Cluster{}, "node", scope)
	selftest.Prepare(&model)
	if err := f.Apply(t.Context(), model); err != nil {
		t.Fatal(err)
	}
}

func nft(t *testing.T, command string) {
	t.Helper()
	if output, err := exec.Command("nft", strings.Fields(command)...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %s", command, output)
	}
}
