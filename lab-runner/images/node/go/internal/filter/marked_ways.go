package filter

import (
	"fmt"
	"os"
)

// Where the setting is: in a pod /proc/sys is read-only, so the manifest shows the node's own folder beside it.
var settings = []string{"/node/conf/all/src_valid_mark", "/proc/sys/net/ipv4/conf/all/src_valid_mark"}

// markedWays has the kernel look for the way back to a packet's source (rp_filter) with the packet's own mark. Without that
// the backstop would hide the way back of every packet, and nothing would pass under rp_filter.
func markedWays() error {
	var failed error
	for _, setting := range settings {
		now, err := os.ReadFile(setting)
		if err == nil && len(now) > 0 && now[0] == '1' {
			return nil
		}
		if err == nil {
			err = os.WriteFile(setting, []byte("1"), 0o644)
		}
		if err == nil {
			return nil
		}
		failed = err
	}
	return fmt.Errorf("the second line cannot be set up: %w", failed)
}
