package nodenet

import (
	"errors"
	"fmt"
	"net"
	"net/netip"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// ownRoutes marks routes as ours.
const ownRoutes = 0xdd

// Uplink is the interface that leads out of the node.
func Uplink() (netlink.Link, error) {
	routes, err := netlink.RouteList(nil, unix.AF_INET)
	if err != nil {
		return nil, fmt.Errorf("list routes: %w", err)
	}
	for _, route := range routes {
		if route.Dst == nil || route.Dst.IP.IsUnspecified() {
			return netlink.LinkByIndex(route.LinkIndex)
		}
	}
	return netlink.LinkByName("eth0")
}

// HoldRoutes leads to other nodes' pods by those nodes' own addresses, and nowhere else.
func HoldRoutes(uplink netlink.Link, wanted map[netip.Prefix]netip.Addr) error {
	filter := &netlink.Route{Protocol: ownRoutes, LinkIndex: uplink.Attrs().Index}
	there, err := netlink.RouteListFiltered(unix.AF_INET, filter, netlink.RT_FILTER_PROTOCOL|netlink.RT_FILTER_OIF)
	if err != nil {
		return fmt.Errorf("list routes: %w", err)
	}
	var failed error
	for _, route := range there {
		if _, keep := wanted[prefixOf(route.Dst)]; !keep {
			failed = errors.Join(failed, netlink.RouteDel(&route))
		}
	}
	for pods, node := range wanted {
		route := &netlink.Route{
			LinkIndex: uplink.Attrs().Index,
			Dst:       &net.IPNet{IP: pods.Addr().AsSlice(), Mask: net.CIDRMask(pods.Bits(), 32)},
			Gw:        node.AsSlice(),
			Protocol:  ownRoutes,
		}
		if err := netlink.RouteReplace(route); err != nil {
			failed = errors.Join(failed, fmt.Errorf("route to %s by %s: %w", pods, node, err))
		}
	}
	return failed
}

func prefixOf(network *net.IPNet) netip.Prefix {
	if network == nil {
		return netip.Prefix{}
	}
	address, _ := netip.AddrFromSlice(network.IP.To4())
	bits, _ := network.Mask.Size()
	return netip.PrefixFrom(address, bits)
}
