package balancer

import (
	"encoding/binary"
	"net"
	"net/netip"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// announce tells the neighbours who answers for an address now. Who misses it asks when what it remembers has aged.
func announce(link netlink.Link, address netip.Addr) {
	socket, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return
	}
	defer unix.Close(socket)
	hardware := link.Attrs().HardwareAddr
	everybody := net.HardwareAddr{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}
	frame := append(append([]byte{}, everybody...), hardware...)
	frame = binary.BigEndian.AppendUint16(frame, unix.ETH_P_ARP)
	frame = append(frame, 0, 1, 8, 0, 6, 4, 0, 1) // a request over Ethernet for IPv4, of nobody but ourselves
	frame = append(append(frame, hardware...), address.AsSlice()...)
	frame = append(append(frame, everybody...), address.AsSlice()...)
	_ = unix.Sendto(socket, frame, 0, &unix.SockaddrLinklayer{Ifindex: link.Attrs().Index, Halen: 6})
}
