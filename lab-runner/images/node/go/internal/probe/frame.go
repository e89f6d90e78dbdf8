// Package probe sends real packets through the kernel's path between pods, from no pod: over pairs of interfaces that look
// like those of pods, with both ends in the same network namespace.
package probe

import (
	"encoding/binary"
	"hash/crc32"
	"net"
	"net/netip"
)

// Packet is what a frame of ours says. Tag tells it from all others.
type Packet struct {
	From, To         netip.Addr
	FromPort, ToPort uint16
	Protocol         string
	Tag              uint32
	// Answers is the tag of the first packet that this one is the answer to; 0 makes it a first packet.
	Answers uint32
}

const (
	headerLength = 20
	etherLength  = 14
	icmp         = 1
	tcp          = 6
	udp          = 17
	sctp         = 132
)

var protocols = map[string]byte{"icmp": icmp, "tcp": tcp, "udp": udp, "sctp": sctp}

func (p Packet) frame(to, from net.HardwareAddr) []byte {
	payload := p.payload()
	frame := append(append(append([]byte{}, to...), from...), 0x08, 0x00)
	header := make([]byte, headerLength)
	header[0] = 0x45
	binary.BigEndian.PutUint16(header[2:], uint16(headerLength+len(payload)))
	header[8] = 2 // it may be forwarded once, no more
	header[9] = protocols[p.Protocol]
	copy(header[12:], p.From.AsSlice())
	copy(header[16:], p.To.AsSlice())
	binary.BigEndian.PutUint16(header[10:], checksum(header))
	return append(append(frame, header...), payload...)
}

func (p Packet) payload() []byte {
	switch p.Protocol {
	case "icmp":
		return p.echo()
	case "tcp":
		return p.tcp()
	case "udp":
		return p.udp()
	default:
		return p.sctp()
	}
}

func (p Packet) echo() []byte {
	message := make([]byte, 12)
	message[0] = 8
	if p.Answers != 0 {
		message[0] = 0
	}
	binary.BigEndian.PutUint16(message[4:], p.FromPort+p.ToPort) // the same both ways
	binary.BigEndian.PutUint32(message[8:], p.Tag)
	binary.BigEndian.PutUint16(message[2:], checksum(message))
	return message
}

func (p Packet) tcp() []byte {
	segment := p.ports(20)
	binary.BigEndian.PutUint32(segment[4:], p.Tag)
	segment[12] = 5 << 4
	segment[13] = 0x02 // SYN
	if p.Answers != 0 {
		segment[13] = 0x12 // SYN and ACK
		binary.BigEndian.PutUint32(segment[8:], p.Answers+1)
	}
	binary.BigEndian.PutUint16(segment[14:], 64000)
	binary.BigEndian.PutUint16(segment[16:], checksum(append(p.pseudoHeader(len(segment)), segment...)))
	return segment
}

func (p Packet) udp() []byte {
	datagram := p.ports(12)
	binary.BigEndian.PutUint16(datagram[4:], uint16(len(datagram)))
	binary.BigEndian.PutUint32(datagram[8:], p.Tag) // a checksum of 0 is none
	return datagram
}

func (p Packet) sctp() []byte {
	packet := p.ports(32)
	packet[12] = 1 // INIT
	if p.Answers != 0 {
		packet[12] = 2 // INIT ACK
		binary.BigEndian.PutUint32(packet[4:], p.Answers)
	}
	binary.BigEndian.PutUint16(packet[14:], 20)
	binary.BigEndian.PutUint32(packet[16:], p.Tag)
	binary.BigEndian.PutUint32(packet[20:], 64000)
	binary.BigEndian.PutUint16(packet[24:], 1)
	binary.BigEndian.PutUint16(packet[26:], 1)
	binary.LittleEndian.PutUint32(packet[8:], crc32.Checksum(packet, crc32.MakeTable(crc32.Castagnoli)))
	return packet
}

func (p Packet) ports(length int) []byte {
	bytes := make([]byte, length)
	binary.BigEndian.PutUint16(bytes, p.FromPort)
	binary.BigEndian.PutUint16(bytes[2:], p.ToPort)
	return bytes
}

func (p Packet) pseudoHeader(length int) []byte {
	header := append(append([]byte{}, p.From.AsSlice()...), p.To.AsSlice()...)
	return binary.BigEndian.AppendUint16(append(header, 0, protocols[p.Protocol]), uint16(length))
}

func checksum(bytes []byte) uint16 {
	sum := uint32(0)
	for i := 0; i < len(bytes); i += 2 {
		sum += uint32(bytes[i]) << 8
		if i+1 < len(bytes) {
			sum += uint32(bytes[i+1])
		}
	}
	for sum > 0xffff {
		sum = sum>>16 + sum&0xffff
	}
	return ^uint16(sum)
}

// tagOf is the tag of a packet of ours; of others it is some number.
func tagOf(frame []byte) (uint32, bool) {
	at := map[byte]int{icmp: 8, tcp: 4, udp: 8, sctp: 16}
	if len(frame) < etherLength+headerLength || frame[12] != 0x08 || frame[13] != 0x00 {
		return 0, false
	}
	packet := frame[etherLength:]
	offset, known := at[packet[9]]
	if !known || len(packet) < headerLength+offset+4 {
		return 0, false
	}
	return binary.BigEndian.Uint32(packet[headerLength+offset:]), true
}
