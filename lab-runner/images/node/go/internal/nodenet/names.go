package nodenet

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// savedNames outlives the agent, not the node.
const savedNames = "/run/drydock/names.rules"

// HoldNames keeps the rules by which a node asks its container engine for names: the engine writes them once, when the node
// starts, and who flushes the node's rules would leave it without names until it starts again.
func HoldNames(ctx context.Context) error {
	table, err := exec.CommandContext(ctx, "iptables-save", "-t", "nat").Output()
	if err != nil {
		return fmt.Errorf("read the rules for names: %w", err)
	}
	if rules := engineRules(string(table)); rules != "" {
		return os.WriteFile(savedNames, []byte(rules), 0o600)
	}
	saved, err := os.ReadFile(savedNames)
	if err != nil {
		return nil // an engine without such rules
	}
	restore := exec.CommandContext(ctx, "iptables-restore", "--noflush")
	restore.Stdin = bytes.NewReader(saved)
	if output, err := restore.CombinedOutput(); err != nil {
		return fmt.Errorf("put back the rules for names: %w: %s", err, output)
	}
	return nil
}

// engineRules are the engine's chains and what leads to them.
func engineRules(table string) string {
	var lines []string
	for _, line := range strings.Split(table, "\n") {
		if strings.Contains(line, "DOCKER_OUTPUT") || strings.Contains(line, "DOCKER_POSTROUTING") {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return ""
	}
	return "*nat\n" + strings.Join(lines, "\n") + "\nCOMMIT\n"
}
