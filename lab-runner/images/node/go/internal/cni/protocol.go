// Package cni is how the container runtime's plugin and the agent talk: a pod's containers start when its rules are in force.
// It uses the standard library alone, because the plugin runs twice for every pod.
package cni

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"time"
)

// Socket is where the agent listens, on the node.
const Socket = "/run/drydock/cni.sock"

// Attachment is a pod's address, as it begins (ADD) or ends (DEL).
type Attachment struct {
	Command   string `json:"command"`
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	UID       string `json:"uid"`
	Container string `json:"container"`
	Address   string `json:"address"`
}

type answer struct {
	Error string `json:"error"`
}

// Tell returns when the agent has done what an attachment asks for; it waits for an agent that is not there yet.
func Tell(attachment Attachment, within time.Duration) error {
	until := time.Now().Add(within)
	connection, err := net.Dial("unix", Socket)
	for err != nil && time.Now().Before(until) {
		time.Sleep(50 * time.Millisecond) // a socket that is not there yet cannot be waited for
		connection, err = net.Dial("unix", Socket)
	}
	if err != nil {
		return fmt.Errorf("the node's network agent is not running: %w", err)
	}
	defer connection.Close()
	if err := connection.SetDeadline(time.Now().Add(within)); err != nil {
		return err
	}
	if err := json.NewEncoder(connection).Encode(attachment); err != nil {
		return fmt.Errorf("ask the node's network agent: %w", err)
	}
	var said answer
	if err := json.NewDecoder(connection).Decode(&said); err != nil {
		return fmt.Errorf("hear from the node's network agent: %w", err)
	}
	if said.Error != "" {
		return errors.New(said.Error)
	}
	return nil
}
