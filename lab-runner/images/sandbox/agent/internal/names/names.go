// Package names is a name server that knows no name. Without one every look-up in a sandbox waits for its time-out.
package names

import (
	"encoding/binary"
	"io"
	"net"
	"time"
)

const (
	headerBytes   = 12
	isResponse    = 1 << 15
	opcodeMask    = 0x7800
	recursionWish = 1 << 8
	recursionHere = 1 << 7
	noSuchName    = 3
	refused       = 5
	maxTCP        = 64
)

// Serve answers on UDP and TCP. ADDRESS without a port means 53.
func Serve(address string) error {
	if _, _, err := net.SplitHostPort(address); err != nil {
		address = net.JoinHostPort(address, "53")
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	packets, err := net.ListenPacket("udp", address)
	if err != nil {
		return err
	}
	go serveTCP(listener)
	buffer := make([]byte, 4096)
	for {
		count, from, err := packets.ReadFrom(buffer)
		if err != nil {
			time.Sleep(20 * time.Millisecond)
			continue
		}
		if reply := Answer(buffer[:count]); reply != nil {
			_, _ = packets.WriteTo(reply, from)
		}
	}
}

func serveTCP(listener net.Listener) {
	places := make(chan struct{}, maxTCP)
	for {
		conn, err := listener.Accept()
		if err != nil {
			time.Sleep(20 * time.Millisecond)
			continue
		}
		places <- struct{}{}
		go func() {
			defer func() { conn.Close(); <-places }()
			_ = conn.SetDeadline(time.Now().Add(5 * time.Second))
			for answerTCP(conn) == nil {
			}
		}()
	}
}

func answerTCP(conn net.Conn) error {
	var length [2]byte
	if _, err := io.ReadFull(conn, length[:]); err != nil {
		return err
	}
	query := make([]byte, binary.BigEndian.Uint16(length[:]))
	if _, err := io.ReadFull(conn, query); err != nil {
		return err
	}
	reply := Answer(query)
	if reply == nil {
		return io.ErrUnexpectedEOF
	}
	_, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(reply))), reply...))
	return err
}

// Answer says NXDOMAIN to one question of any type and REFUSED to anything else. Nil: say nothing, as to a response,
// which could go round for ever.
func Answer(query []byte) []byte {
	if len(query) < headerBytes {
		return nil
	}
	flags := binary.BigEndian.Uint16(query[2:])
	if flags&isResponse != 0 {
		return nil
	}
	question := questionOf(query)
	code := uint16(noSuchName)
	if flags&opcodeMask != 0 || question == nil {
		code = refused
		question = nil
	}
	reply := make([]byte, headerBytes, headerBytes+len(question))
	copy(reply, query[:2])
	binary.BigEndian.PutUint16(reply[2:], isResponse|flags&(opcodeMask|recursionWish)|recursionHere|code)
	if question != nil {
		binary.BigEndian.PutUint16(reply[4:], 1)
	}
	return append(reply, question...)
}

// questionOf is the one question's bytes, nil when the query is not of that shape.
func questionOf(query []byte) []byte {
	if binary.BigEndian.Uint16(query[4:]) != 1 {
		return nil
	}
	end := headerBytes
	for end < len(query) && query[end] != 0 {
		if query[end] > 63 || end-headerBytes > 255 {
			return nil
		}
		end += int(query[end]) + 1
	}
	end += 5
	if end > len(query) {
		return nil
	}
	return query[headerBytes:end]
}
