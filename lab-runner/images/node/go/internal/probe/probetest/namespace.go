// Package probetest gives tests a network of their own.
package probetest

import (
	"os"
	"os/exec"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// settings of a node, with the strictest look at where packets come from. Connections are remembered for as long as a test on
// a busy machine may take.
var settings = map[string]string{
	"ipv4/ip_forward":                                   "1",
	"ipv4/conf/all/rp_filter":                           "1",
	"ipv4/conf/default/rp_filter":                       "1",
	"netfilter/nf_conntrack_icmp_timeout":               "600",
	"netfilter/nf_conntrack_sctp_timeout_cookie_wait":   "600",
	"netfilter/nf_conntrack_sctp_timeout_cookie_echoed": "600",
	"netfilter/nf_conntrack_tcp_timeout_syn_recv":       "600",
	"netfilter/nf_conntrack_tcp_timeout_syn_sent":       "600",
	"netfilter/nf_conntrack_udp_timeout":                "600",
	"netfilter/nf_conntrack_udp_timeout_stream":         "600",
}

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
	onOneProcessor(t)
	for setting, value := range settings {
		if err := os.WriteFile("/proc/sys/net/"+setting, []byte(value), 0o644); err != nil {
			t.Skipf("no setting %s: %v", setting, err)
		}
	}
}

// onOneProcessor keeps packets in order: those that one processor sends overtake those that another has yet to deliver.
func onOneProcessor(t *testing.T) {
	t.Helper()
	var may, one unix.CPUSet
	if err := unix.SchedGetaffinity(0, &may); err != nil {
		t.Fatal(err)
	}
	for cpu := 0; ; cpu++ {
		if may.IsSet(cpu) {
			one.Set(cpu)
			break
		}
	}
	if err := unix.SchedSetaffinity(0, &one); err != nil {
		t.Fatal(err)
	}
}
