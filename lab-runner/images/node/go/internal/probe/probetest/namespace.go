// Package probetest gives tests a network of their own.
package probetest

import (
	"os"
	"os/exec"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// OwnNetwork moves a test into a network namespace of its own, which ends with the test's thread.
func OwnNetwork(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("nft"); err != nil {
		t.Skip("nft is not installed")
	}
	runtime.LockOSThread()
	if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
		t.Skipf("no network namespace of our own: %v", err)
	}
	// Forwarding as on a node, and the strictest look at where packets come from.
	for _, setting := range []string{"ip_forward", "conf/all/rp_filter", "conf/default/rp_filter"} {
		if err := os.WriteFile("/proc/sys/net/ipv4/"+setting, []byte("1"), 0o644); err != nil {
			t.Skipf("no setting %s: %v", setting, err)
		}
	}
}
