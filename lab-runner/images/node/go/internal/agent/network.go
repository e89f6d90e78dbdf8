package agent

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net/netip"

	"drydock.dev/node/internal/nodenet"
	"github.com/vishvananda/netlink"
	core "k8s.io/api/core/v1"
)

// ownNetwork waits until the node has been given a network for its pods.
func ownNetwork(ctx context.Context, f *feeds, node string) (pods netip.Prefix, err error) {
	err = f.await(ctx, func() bool {
		own, found := f.nodes.Get("", node)
		if !found {
			return false
		}
		pods, found = podNetwork(own)
		return found
	})
	return pods, err
}

// holdRoutes keeps the ways to other nodes' pods.
func holdRoutes(ctx context.Context, f *feeds, node string, uplink netlink.Link) {
	var last map[netip.Prefix]netip.Addr
	for ctx.Err() == nil {
		changed := f.news.next()
		if wanted := routes(f.nodes.All(), node); last == nil || !maps.Equal(wanted, last) {
			if err := nodenet.HoldRoutes(uplink, wanted); err != nil {
				slog.Error("routes to other nodes' pods", "error", err)
			} else {
				last = wanted
			}
		}
		select {
		case <-changed:
		case <-ctx.Done():
		}
	}
}

func routes(nodes []*core.Node, own string) map[netip.Prefix]netip.Addr {
	wanted := map[netip.Prefix]netip.Addr{}
	for _, node := range nodes {
		pods, hasPods := podNetwork(node)
		address, err := internalAddress(node)
		if node.Name != own && hasPods && err == nil {
			wanted[pods] = address
		}
	}
	return wanted
}

func internalAddress(node *core.Node) (netip.Addr, error) {
	for _, address := range node.Status.Addresses {
		if address.Type == core.NodeInternalIP {
			if ip, err := netip.ParseAddr(address.Address); err == nil && ip.Is4() {
				return ip, nil
			}
		}
	}
	return netip.Addr{}, errors.New("the node has no address")
}
