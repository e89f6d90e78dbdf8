package localhost

import (
	"bufio"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"drydock.dev/node/internal/ruleset"
)

// States of sockets in the kernel's lists: a TCP socket that listens, a UDP socket that is connected to nobody.
const (
	tcpListens = "0A"
	udpListens = "07"
)

// listening are the ports that programs of the sandbox have, published ones of its containers among them.
func listening(proc string) map[Port]bool {
	taken := map[Port]bool{}
	for file, kind := range map[string]struct{ protocol, state string }{
		"tcp": {ruleset.TCP, tcpListens}, "tcp6": {ruleset.TCP, tcpListens},
		"udp": {ruleset.UDP, udpListens}, "udp6": {ruleset.UDP, udpListens},
	} {
		addPorts(taken, filepath.Join(proc, "net", file), kind.protocol, kind.state)
	}
	return taken
}

func addPorts(taken map[Port]bool, path, protocol, state string) {
	file, err := os.Open(path)
	if err != nil {
		return // a sandbox without IPv6
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) < 4 || fields[3] != state {
			continue
		}
		_, hex, found := strings.Cut(fields[1], ":")
		if number, err := strconv.ParseUint(hex, 16, 16); found && err == nil {
			taken[Port{protocol, uint16(number)}] = true
		}
	}
}
