package balancer

import (
	"net/netip"
	"testing"

	core "k8s.io/api/core/v1"
)

func TestAddressesAreOfTheTopOfANetworkThatHasRoom(t *testing.T) {
	for network, first := range map[string]string{"172.18.0.2/16": "172.18.255.200", "192.168.7.3/24": "192.168.7.200"} {
		found := pool(netip.MustParsePrefix(network))
		if len(found) != addresses || found[0] != netip.MustParseAddr(first) {
			t.Errorf("%s: %d addresses from %v", network, len(found), found[0])
		}
	}
	if found := pool(netip.MustParsePrefix("172.18.0.2/28")); found != nil {
		t.Errorf("a small network gives %v", found)
	}
}

func TestAServiceGetsWhatItAsksForElseTheFirstThatIsFree(t *testing.T) {
	node := netip.MustParseAddr("172.18.0.2")
	from := pool(netip.MustParsePrefix("172.18.0.2/16"))
	taken := map[netip.Addr]bool{from[0]: true}
	for wish, want := range map[string]netip.Addr{"": from[1], from[7].String(): from[7], from[0].String(): from[1], "8.8.8.8": from[1]} {
		service := &core.Service{Spec: core.ServiceSpec{LoadBalancerIP: wish}}
		if got := choose(service, from, taken, node); got != want {
			t.Errorf("asked for %q: %v, not %v", wish, got, want)
		}
	}
	if got := choose(&core.Service{}, nil, taken, node); got != node {
		t.Errorf("without addresses: %v", got)
	}
}

func TestAServiceOfAClassIsSomebodyElses(t *testing.T) {
	class := "somebody.example/else"
	service := &core.Service{Spec: core.ServiceSpec{Type: core.ServiceTypeLoadBalancer}}
	if !ours(service) {
		t.Error("one without a class is not ours")
	}
	service.Spec.LoadBalancerClass = &class
	if ours(service) {
		t.Error("one with a class is ours")
	}
}
