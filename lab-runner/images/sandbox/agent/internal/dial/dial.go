// Package dial connects to a TCP port inside, wherever it is bound.
package dial

import (
	"errors"
	"io"
	"net"
	"strconv"
	"time"

	"drydock-agent/internal/wire"
)

type Request struct {
	Port int `json:"port"`
}

const patience = 3 * time.Second

func Serve(conn *wire.Conn, request *Request) error {
	if request.Port < 1 || request.Port > 65535 {
		return wire.Faultf("request_invalid", "no such port")
	}
	target, err := reach(request.Port)
	if err != nil {
		return wire.Faultf("port_closed", err.Error())
	}
	defer target.Close()
	if err = conn.WriteJSON(wire.OK, struct{}{}); err != nil {
		return nil
	}
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		download(conn, target)
	}()
	upload(conn, target, answered)
	return nil
}

func reach(port int) (*net.TCPConn, error) {
	var failures []error
	for _, host := range addresses() {
		target, err := net.DialTimeout("tcp", net.JoinHostPort(host, strconv.Itoa(port)), patience)
		if err == nil {
			return target.(*net.TCPConn), nil
		}
		failures = append(failures, err)
	}
	return nil, errors.Join(failures...)
}

// addresses are those of this machine, loopback first.
func addresses() []string {
	hosts := []string{"127.0.0.1", "::1"}
	local, _ := net.InterfaceAddrs()
	for _, address := range local {
		network, ok := address.(*net.IPNet)
		if ok && !network.IP.IsLoopback() && !network.IP.IsLinkLocalUnicast() {
			hosts = append(hosts, network.IP.String())
		}
	}
	return hosts
}

// upload returns when the client has left, or both directions have ended.
func upload(conn *wire.Conn, target *net.TCPConn, answered <-chan struct{}) {
	for {
		kind, payload, err := conn.Read()
		if err != nil || (kind != wire.Data && kind != wire.End) {
			return
		}
		if kind == wire.Data {
			if _, err = target.Write(payload); err != nil {
				return
			}
			continue
		}
		_ = target.CloseWrite()
		go func() {
			<-answered
			conn.Close()
		}()
	}
}

func download(conn *wire.Conn, target io.Reader) {
	buffer := make([]byte, 32<<10)
	for {
		count, err := target.Read(buffer)
		if count > 0 && conn.Write(wire.Data, buffer[:count]) != nil {
			return
		}
		if err != nil {
			_ = conn.Write(wire.End, nil)
			return
		}
	}
}
