// drydock-cni is the last plugin of a node's CNI configuration: it holds a pod back until the agent has its policies in force.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"strings"
	"time"

	"drydock.dev/node/internal/cni"
)

const (
	// attaching waits for an agent that starts with the node; the kubelet tries again after that.
	attaching = 40 * time.Second
	detaching = 2 * time.Second
)

type config struct {
	CNIVersion string          `json:"cniVersion"`
	Previous   json.RawMessage `json:"prevResult"`
}

type result struct {
	IPs []struct {
		Address string `json:"address"`
	} `json:"ips"`
}

func main() {
	var c config
	err := json.NewDecoder(os.Stdin).Decode(&c)
	if err == nil {
		err = run(c)
	}
	if err != nil {
		_ = json.NewEncoder(os.Stdout).Encode(map[string]any{"cniVersion": c.CNIVersion, "code": 11, "msg": err.Error()})
		os.Exit(1)
	}
}

func run(c config) error {
	switch command := os.Getenv("CNI_COMMAND"); command {
	case "VERSION":
		_, err := fmt.Println(`{"cniVersion":"1.0.0","supportedVersions":["0.4.0","1.0.0"]}`)
		return err
	case "ADD":
		address, err := addressOf(c.Previous)
		if err != nil {
			return err
		}
		if err := cni.Tell(attachment(command, address), attaching); err != nil {
			return err
		}
		_, err = os.Stdout.Write(c.Previous)
		return err
	case "DEL":
		_ = cni.Tell(attachment(command, ""), detaching) // a pod must be able to go without an agent
		return nil
	default:
		return nil
	}
}

func addressOf(previous json.RawMessage) (string, error) {
	var r result
	if err := json.Unmarshal(previous, &r); err != nil {
		return "", fmt.Errorf("read what the plugins before made: %w", err)
	}
	for _, ip := range r.IPs {
		if prefix, err := netip.ParsePrefix(ip.Address); err == nil && prefix.Addr().Is4() {
			return prefix.Addr().String(), nil
		}
	}
	return "", errors.New("the plugins before gave the pod no address")
}

func attachment(command, address string) cni.Attachment {
	arguments := map[string]string{}
	for _, pair := range strings.Split(os.Getenv("CNI_ARGS"), ";") {
		if name, value, found := strings.Cut(pair, "="); found {
			arguments[name] = value
		}
	}
	return cni.Attachment{
		Command:   command,
		Namespace: arguments["K8S_POD_NAMESPACE"],
		Name:      arguments["K8S_POD_NAME"],
		UID:       arguments["K8S_POD_UID"],
		Container: os.Getenv("CNI_CONTAINERID"),
		Address:   address,
	}
}
