// Package nodenet joins a node's pods to the network: the configuration of the container runtime, routes, names.
package nodenet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
)

const conflist = "10-drydock.conflist"

// WriteConflist tells the container runtime how pods get their network. The runtime never reads half of it.
func WriteConflist(folder string, pods netip.Prefix, mtu int) error {
	content, err := json.MarshalIndent(configuration(pods, mtu), "", "  ")
	if err != nil {
		return err
	}
	path := filepath.Join(folder, conflist)
	if there, err := os.ReadFile(path); err == nil && bytes.Equal(there, content) {
		return nil
	}
	next := path + ".next"
	if err := errors.Join(os.WriteFile(next, content, 0o644), os.Rename(next, path)); err != nil {
		return fmt.Errorf("write the network configuration: %w", err)
	}
	return nil
}

type object = map[string]any

// configuration: the last plugin waits until the agent has the pod's policies in force. What addresses are taken is forgotten
// when the node stops, as are its pods.
func configuration(pods netip.Prefix, mtu int) object {
	addresses := object{
		"type": "host-local", "dataDir": "/run/cni-ipam",
		"ranges": []any{[]any{object{"subnet": pods.String()}}}, "routes": []any{object{"dst": "0.0.0.0/0"}},
	}
	return object{"cniVersion": "1.0.0", "name": "drydock", "plugins": []any{
		object{"type": "ptp", "mtu": mtu, "ipMasq": false, "ipam": addresses},
		object{"type": "portmap", "capabilities": object{"portMappings": true}},
		object{"type": "drydock-cni"},
	}}
}
