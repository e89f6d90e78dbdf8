package balancer

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"strings"
	"time"

	"drydock.dev/node/internal/kubeapi"
	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
	core "k8s.io/api/core/v1"
)

// Feeds is what the balancer follows. Next is closed at the next change of any of them.
type Feeds struct {
	Nodes    *kubeapi.Feed[*core.Node]
	Services *kubeapi.Feed[*core.Service]
	Next     func() <-chan struct{}
}

const tryAgain = 2 * time.Second

type balancer struct {
	api    *kubeapi.API
	feeds  Feeds
	node   string
	uplink netlink.Link
	own    netip.Addr
	pool   []netip.Addr
}

// Run works on every node; one of them gives addresses and answers for them.
func Run(ctx context.Context, api *kubeapi.API, feeds Feeds, node string, uplink netlink.Link) error {
	there, err := netlink.AddrList(uplink, unix.AF_INET)
	if err != nil || len(there) == 0 {
		return fmt.Errorf("addresses of %s: %w", uplink.Attrs().Name, err)
	}
	own, _ := netip.AddrFromSlice(there[0].IP.To4())
	bits, _ := there[0].Mask.Size()
	b := &balancer{api, feeds, node, uplink, own, pool(netip.PrefixFrom(own, bits))}
	for ctx.Err() == nil {
		changed, again := feeds.Next(), (<-chan time.Time)(nil)
		if err := b.once(ctx); err != nil && ctx.Err() == nil {
			slog.Warn("addresses of services are tried again", "error", err)
			again = time.After(tryAgain)
		}
		select {
		case <-changed:
		case <-again:
		case <-ctx.Done():
		}
	}
	return nil
}

func (b *balancer) once(ctx context.Context) error {
	responsible := b.node == responsible(b.feeds.Nodes.All())
	services := slices.DeleteFunc(b.feeds.Services.All(), func(s *core.Service) bool { return !ours(s) })
	var failed error
	if responsible {
		failed = b.give(ctx, services)
	}
	wanted := map[netip.Addr]bool{}
	for _, service := range services {
		for _, address := range given(service) {
			wanted[address] = responsible && slices.Contains(b.pool, address)
		}
	}
	if err := b.answer(wanted); err != nil {
		return err
	}
	return failed
}

// responsible is the first node that is ready.
func responsible(nodes []*core.Node) string {
	slices.SortFunc(nodes, func(a, b *core.Node) int { return strings.Compare(a.Name, b.Name) })
	for _, node := range nodes {
		for _, condition := range node.Status.Conditions {
			if condition.Type == core.NodeReady && condition.Status == core.ConditionTrue {
				return node.Name
			}
		}
	}
	return ""
}

// give puts addresses into the services that have none. The oldest is served first.
func (b *balancer) give(ctx context.Context, services []*core.Service) error {
	taken := map[netip.Addr]bool{}
	for _, service := range services {
		for _, address := range given(service) {
			taken[address] = true
		}
	}
	slices.SortFunc(services, func(x, y *core.Service) int { return x.CreationTimestamp.Compare(y.CreationTimestamp.Time) })
	for _, service := range services {
		if len(given(service)) > 0 {
			continue
		}
		address := choose(service, b.pool, taken, b.own)
		taken[address] = true
		if err := b.api.GiveAddress(ctx, service, address.String()); err != nil {
			return fmt.Errorf("give %s to service %s/%s: %w", address, service.Namespace, service.Name, err)
		}
	}
	return nil
}

// answer has the node's own network stack answer for the addresses that are wanted, and for no other of the pool.
func (b *balancer) answer(wanted map[netip.Addr]bool) error {
	there, err := netlink.AddrList(b.uplink, unix.AF_INET)
	if err != nil {
		return fmt.Errorf("addresses of %s: %w", b.uplink.Attrs().Name, err)
	}
	has := map[netip.Addr]bool{}
	for _, one := range there {
		address, _ := netip.AddrFromSlice(one.IP.To4())
		has[address] = true
		if slices.Contains(b.pool, address) && !wanted[address] {
			if err := netlink.AddrDel(b.uplink, &one); err != nil {
				return fmt.Errorf("give up %s: %w", address, err)
			}
		}
	}
	for address, ours := range wanted {
		if ours && !has[address] {
			single := &net.IPNet{IP: address.AsSlice(), Mask: net.CIDRMask(32, 32)}
			if err := netlink.AddrAdd(b.uplink, &netlink.Addr{IPNet: single}); err != nil {
				return fmt.Errorf("answer for %s: %w", address, err)
			}
			announce(b.uplink, address)
		}
	}
	return nil
}
