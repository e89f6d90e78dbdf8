// Package table asks real pods what policies let through, and compares with the reference. One program is all of it: the end
// in a pod, the messenger on a node, and who asks.
package table

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

// Folder is shared between the pods of a node and the node.
const Folder = "/var/lib/drydock-table"

// Ports that every pod listens on.
var Ports = []int32{80, 81, 443, 8080}

// Target is a connection to try.
type Target struct {
	Protocol string `json:"protocol"`
	Address  string `json:"address"`
	Port     int32  `json:"port"`
}

// Request is what a pod is asked. Hold keeps a connection; a later request with Held says whether it still answers.
type Request struct {
	Pod     string   `json:"pod"`
	Targets []Target `json:"targets,omitempty"`
	Hold    *Target  `json:"hold,omitempty"`
	Held    bool     `json:"held,omitempty"`
}

// Answer says of each target whether it answered.
type Answer struct {
	Open []bool `json:"open"`
	Err  string `json:"err,omitempty"`
}

// patience with a connection; what a busy machine delays further is asked again by who compares.
const patience = 600 * time.Millisecond

type pod struct {
	lock sync.Mutex
	held net.Conn
}

// RunPod listens on all ports and does what it is asked over a socket in the shared folder.
func RunPod(name string) error {
	for _, port := range Ports {
		if err := echo(port); err != nil {
			return err
		}
	}
	path := socketOf(name)
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return err
	}
	p := &pod{}
	for {
		connection, err := listener.Accept()
		if err != nil {
			return err
		}
		go p.serve(connection)
	}
}

func socketOf(name string) string { return Folder + "/" + name + ".sock" }

func echo(port int32) error {
	listener, err := net.Listen("tcp4", fmt.Sprintf(":%d", port))
	if err != nil {
		return err
	}
	packets, err := net.ListenPacket("udp4", fmt.Sprintf(":%d", port))
	if err != nil {
		return err
	}
	go func() {
		for connection, err := listener.Accept(); err == nil; connection, err = listener.Accept() {
			go func() { _, _ = io.Copy(connection, connection) }()
		}
	}()
	go func() {
		buffer := make([]byte, 64)
		for length, from, err := packets.ReadFrom(buffer); err == nil; length, from, err = packets.ReadFrom(buffer) {
			_, _ = packets.WriteTo(buffer[:length], from)
		}
	}()
	return nil
}

func (p *pod) serve(connection net.Conn) {
	defer connection.Close()
	requests, answers := json.NewDecoder(bufio.NewReader(connection)), json.NewEncoder(connection)
	for {
		var request Request
		if requests.Decode(&request) != nil || answers.Encode(p.do(request)) != nil {
			return
		}
	}
}

func (p *pod) do(request Request) Answer {
	if request.Hold == nil && !request.Held {
		return Answer{Open: tryAll(request.Targets)}
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	switch {
	case request.Hold != nil:
		if p.held != nil {
			_ = p.held.Close()
		}
		var err error
		if p.held, err = dial(*request.Hold); err != nil {
			p.held = nil
			return Answer{Open: []bool{false}}
		}
		return Answer{Open: []bool{exchange(p.held)}}
	default:
		return Answer{Open: []bool{p.held != nil && exchange(p.held)}}
	}
}

func tryAll(targets []Target) []bool {
	open := make([]bool, len(targets))
	var all sync.WaitGroup
	for i, target := range targets {
		all.Go(func() {
			if connection, err := dial(target); err == nil {
				open[i] = exchange(connection)
				_ = connection.Close()
			}
		})
	}
	all.Wait()
	return open
}

func dial(target Target) (net.Conn, error) {
	return net.DialTimeout(target.Protocol, fmt.Sprintf("%s:%d", target.Address, target.Port), patience)
}

// exchange sends a word and waits for it to come back.
func exchange(connection net.Conn) bool {
	word := []byte(time.Now().Format(time.StampNano))
	_ = connection.SetDeadline(time.Now().Add(patience))
	if _, err := connection.Write(word); err != nil {
		return false
	}
	for buffer := make([]byte, 0, 256); ; {
		part := make([]byte, 64)
		length, err := connection.Read(part)
		if err != nil {
			return false
		}
		if buffer = append(buffer, part[:length]...); len(buffer) >= len(word) && string(buffer[len(buffer)-len(word):]) == string(word) {
			return true
		}
	}
}
