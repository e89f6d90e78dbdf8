package probe

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"time"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// Wire stands for a pod: the node reaches its address over it, and what the pod would send is put into it.
type Wire struct {
	Address netip.Addr
	node    netlink.Link
	far     netlink.Link
	socket  int
}

// Open makes an interface of this name that leads to the address, and takes away one that a dead process left.
func Open(name string, address netip.Addr, more ...netip.Prefix) (*Wire, error) {
	if left, err := netlink.LinkByName(name); err == nil {
		if err := netlink.LinkDel(left); err != nil {
			return nil, fmt.Errorf("remove %s: %w", name, err)
		}
	}
	pair := &netlink.Veth{LinkAttrs: netlink.LinkAttrs{Name: name}, PeerName: name + "x"}
	if err := netlink.LinkAdd(pair); err != nil {
		return nil, fmt.Errorf("make %s: %w", name, err)
	}
	wire := &Wire{Address: address, socket: -1}
	if err := wire.connect(name, more); err != nil {
		return nil, errors.Join(err, netlink.LinkDel(pair))
	}
	return wire, nil
}

func (w *Wire) connect(name string, more []netip.Prefix) (err error) {
	if w.node, err = netlink.LinkByName(name); err != nil {
		return err
	}
	if w.far, err = netlink.LinkByName(name + "x"); err != nil {
		return err
	}
	for _, link := range []netlink.Link{w.node, w.far} {
		if err := netlink.LinkSetUp(link); err != nil {
			return fmt.Errorf("set %s up: %w", link.Attrs().Name, err)
		}
	}
	// Without ARP the node sends to its own hardware address, which the stack at the far end leaves alone.
	if err := netlink.LinkSetARPOff(w.node); err != nil {
		return fmt.Errorf("take ARP from %s: %w", name, err)
	}
	for _, prefix := range append(more, netip.PrefixFrom(w.Address, 32)) {
		if err := w.lead(prefix); err != nil {
			return err
		}
	}
	return w.listen()
}

// lead routes a network over the wire.
func (w *Wire) lead(prefix netip.Prefix) error {
	network := &net.IPNet{IP: prefix.Addr().AsSlice(), Mask: net.CIDRMask(prefix.Bits(), 32)}
	route := &netlink.Route{LinkIndex: w.node.Attrs().Index, Dst: network, Scope: netlink.SCOPE_LINK}
	if err := netlink.RouteReplace(route); err != nil {
		return fmt.Errorf("route to %s: %w", prefix, err)
	}
	return nil
}

func (w *Wire) listen() error {
	socket, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, int(htons(unix.ETH_P_ALL)))
	if err != nil {
		return fmt.Errorf("packet socket: %w", err)
	}
	w.socket = socket
	return unix.Bind(socket, &unix.SockaddrLinklayer{Protocol: htons(unix.ETH_P_ALL), Ifindex: w.far.Attrs().Index})
}

// Send puts a packet into the wire, as the pod would.
func (w *Wire) Send(p Packet) error {
	frame := p.frame(w.node.Attrs().HardwareAddr, w.far.Attrs().HardwareAddr)
	return unix.Sendto(w.socket, frame, 0, &unix.SockaddrLinklayer{Protocol: htons(unix.ETH_P_IP), Ifindex: w.far.Attrs().Index, Halen: 6})
}

// Arrived are the tags of packets that have come since it was asked last; it waits until one has come or the time is over.
func (w *Wire) Arrived(within time.Duration) []uint32 {
	var tags []uint32
	buffer := make([]byte, 2048)
	for until := time.Now().Add(within); ; {
		length, from, err := unix.Recvfrom(w.socket, buffer, 0)
		if err == nil {
			if tag, ours := tagOf(buffer[:length]); ours && !outgoing(from) {
				tags = append(tags, tag)
			}
			continue
		}
		left := time.Until(until)
		if len(tags) > 0 || left <= 0 || !errors.Is(err, unix.EAGAIN) && !errors.Is(err, unix.EINTR) {
			return tags
		}
		_, _ = unix.Poll([]unix.PollFd{{Fd: int32(w.socket), Events: unix.POLLIN}}, int(left.Milliseconds())+1)
	}
}

func outgoing(from unix.Sockaddr) bool {
	link, known := from.(*unix.SockaddrLinklayer)
	return known && link.Pkttype == unix.PACKET_OUTGOING
}

// Close takes the wire away.
func (w *Wire) Close() error {
	return errors.Join(unix.Close(w.socket), netlink.LinkDel(w.node))
}

func htons(n uint16) uint16 { return n<<8 | n>>8 }
