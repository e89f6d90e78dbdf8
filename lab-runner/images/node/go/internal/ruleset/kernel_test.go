package ruleset_test

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"os"
	"slices"
	"testing"
	"time"

	"drydock.dev/node/internal/netpol"
	"drydock.dev/node/internal/probe"
	"drydock.dev/node/internal/probe/probetest"
	"drydock.dev/node/internal/randomcluster"
	"drydock.dev/node/internal/ruleset"
	"github.com/vishvananda/netlink"
	"sigs.k8s.io/knftables"
)

const (
	kernelClusters  = 12
	questionsOfEach = 400
)

var sentinelSource, sentinelTarget = netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2")

func TestTheKernelLetsThroughWhatTheAPIPromises(t *testing.T) {
	probetest.OwnNetwork(t)
	for _, filter := range []string{"0", "1", "2"} {
		for _, setting := range []string{"all", "default"} {
			if err := os.WriteFile("/proc/sys/net/ipv4/conf/"+setting+"/rp_filter", []byte(filter), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for seed := range uint64(kernelClusters / 3) {
			askTheKernel(t, 1000+seed)
		}
	}
}

func askTheKernel(t *testing.T, seed uint64) {
	cluster := randomcluster.New(seed, 2, 10)
	node := cluster.Nodes[0]
	lab := newLab(t, cluster)
	defer lab.close()
	model := cluster.Compiled(node, ruleset.Scope{Guarded: []netip.Prefix{node.Pods}, Uplink: "uplink"})
	lab.program(model)
	questions := slices.DeleteFunc(cluster.Questions(), func(q randomcluster.Question) bool { return !lab.crosses(q) })
	rand.New(rand.NewPCG(seed, 1)).Shuffle(len(questions), func(i, j int) { questions[i], questions[j] = questions[j], questions[i] })
	questions = questions[:min(len(questions), questionsOfEach)]
	arrived := lab.ask(questions)
	passed := 0
	for i, q := range questions {
		want := model.Passes(ruleset.Connection{From: q.From.Address, To: q.To.Address, Protocol: netpol.ProtocolName(q.Protocol), Port: uint16(q.Port)})
		if arrived[i] {
			passed++
		}
		if arrived[i] != want {
			t.Errorf("seed %d: %v -> %v %s/%d: the kernel says %v, the model says %v", seed, q.From.Address, q.To.Address, q.Protocol, q.Port, arrived[i], want)
		}
	}
	if passed == 0 {
		t.Errorf("seed %d: nothing passed", seed)
	}
}

// lab is a node with a wire for each of its pods and one for all that is elsewhere.
type lab struct {
	t     *testing.T
	wires map[netip.Addr]*probe.Wire
	out   *probe.Wire
	own   netip.Prefix
	node  netip.Addr
}

func newLab(t *testing.T, cluster randomcluster.Cluster) *lab {
	l := &lab{t: t, wires: map[netip.Addr]*probe.Wire{}, own: cluster.Nodes[0].Pods}
	for i, pod := range cluster.Pods {
		if address := netip.MustParseAddr(pod.Status.PodIP); l.own.Contains(address) {
			l.open(fmt.Sprintf("pod%d", i), address)
		}
	}
	l.open("sentinel1", sentinelSource)
	l.open("sentinel2", sentinelTarget)
	out, err := probe.Open("uplink", cluster.Outside[0], netip.MustParsePrefix("0.0.0.0/0"))
	if err != nil {
		t.Fatal(err)
	}
	l.out = out
	l.addressUplink(cluster.Nodes[0].Address)
	return l
}

// addressUplink gives what leaves the node a source.
func (l *lab) addressUplink(address netip.Addr) {
	link, err := netlink.LinkByName("uplink")
	if err == nil {
		err = netlink.AddrReplace(link, &netlink.Addr{IPNet: &net.IPNet{IP: address.AsSlice(), Mask: net.CIDRMask(32, 32)}})
	}
	if err != nil {
		l.t.Fatal(err)
	}
	l.node = address
}

func (l *lab) open(name string, address netip.Addr) {
	wire, err := probe.Open(name, address)
	if err != nil {
		l.t.Fatal(err)
	}
	l.wires[address] = wire
}

func (l *lab) close() {
	for _, wire := range l.wires {
		_ = wire.Close()
	}
	_ = l.out.Close()
}

func (l *lab) program(model ruleset.Model) {
	nft, err := knftables.New(knftables.IPv4Family, ruleset.Table)
	if err != nil {
		l.t.Fatal(err)
	}
	tx := nft.NewTransaction()
	ruleset.Rebuild(tx, model)
	if err := nft.Run(l.t.Context(), tx); err != nil {
		l.t.Fatalf("%v\n%s", err, tx.String())
	}
}

// crosses: this node forwards it, from one interface to another.
func (l *lab) crosses(q randomcluster.Question) bool {
	local := q.From.Address == l.node || q.To.Address == l.node
	return !local && l.wire(q.From.Address) != l.wire(q.To.Address)
}

func (l *lab) wire(address netip.Addr) *probe.Wire {
	if wire, own := l.wires[address]; own {
		return wire
	}
	return l.out
}

var nextTag = uint32(0x5eed0000)

// ask sends the first packet of every connection and says which of them came out. A last one, that no policy speaks of,
// follows on the same way: when it is there, so is all that comes.
func (l *lab) ask(questions []randomcluster.Question) map[int]bool {
	arrived := map[int]bool{}
	byTag := map[uint32]int{}
	for i, q := range questions {
		nextTag++
		byTag[nextTag] = i
		packet := probe.Packet{From: q.From.Address, To: q.To.Address, FromPort: uint16(10000 + nextTag%50000), ToPort: uint16(q.Port), Protocol: netpol.ProtocolName(q.Protocol), Tag: nextTag}
		if err := l.wire(q.From.Address).Send(packet); err != nil {
			l.t.Fatal(err)
		}
		for _, tag := range l.wire(q.To.Address).Arrived(0) {
			arrived[byTag[tag]] = true
		}
	}
	l.flush()
	for _, q := range questions {
		for _, tag := range l.wire(q.To.Address).Arrived(0) {
			arrived[byTag[tag]] = true
		}
	}
	return arrived
}

func (l *lab) flush() {
	nextTag++
	if err := l.wires[sentinelSource].Send(probe.Packet{From: sentinelSource, To: sentinelTarget, FromPort: 1, ToPort: uint16(nextTag), Protocol: "udp", Tag: nextTag}); err != nil {
		l.t.Fatal(err)
	}
	for until := time.Now().Add(30 * time.Second); time.Now().Before(until); {
		if slices.Contains(l.wires[sentinelTarget].Arrived(time.Second), nextTag) {
			return
		}
	}
	l.t.Fatal("what nobody denies did not come out")
}
