package localhost

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"sigs.k8s.io/knftables"
)

const table = "drydock_localhost"

// program writes all forwards anew, as one change.
func program(ctx context.Context, nft knftables.Interface, all []Forward) error {
	tx := nft.NewTransaction()
	tx.Add(&knftables.Table{})
	tx.Delete(&knftables.Table{})
	tx.Add(&knftables.Table{})
	var rules []string
	for _, f := range all {
		rules = append(rules, fmt.Sprintf("ip daddr 127.0.0.0/8 %s dport %d dnat to %s", f.Protocol, f.Number, f.To))
	}
	addHook(tx, "out", knftables.NATType, knftables.OutputHook, "dstnat", rules)
	addHook(tx, "leave", knftables.NATType, knftables.PostroutingHook, knftables.SNATPriority,
		[]string{`ip saddr 127.0.0.0/8 oifname != "lo" masquerade`})
	// What allows the way back from a service would allow containers to reach what listens on 127.0.0.1 alone.
	addHook(tx, "arrive", knftables.FilterType, knftables.PreroutingHook, knftables.RawPriority,
		[]string{`iifname != "lo" ip daddr 127.0.0.0/8 drop`})
	if err := nft.Run(ctx, tx); err != nil {
		return fmt.Errorf("write the forwards: %w", err)
	}
	return allowWayBack("/proc")
}

func addHook(tx *knftables.Transaction, name string, kind knftables.BaseChainType, hook knftables.BaseChainHook, priority knftables.BaseChainPriority, rules []string) {
	tx.Add(&knftables.Chain{Name: name, Type: &kind, Hook: &hook, Priority: &priority})
	for _, rule := range rules {
		tx.Add(&knftables.Rule{Chain: name, Rule: rule})
	}
}

// allowWayBack has answers to 127.0.0.1 accepted from other interfaces.
func allowWayBack(proc string) error {
	setting := filepath.Join(proc, "sys/net/ipv4/conf/all/route_localnet")
	if now, err := os.ReadFile(setting); err == nil && len(now) > 0 && now[0] == '1' {
		return nil
	}
	if err := os.WriteFile(setting, []byte("1"), 0o644); err != nil {
		return fmt.Errorf("allow services on 127.0.0.1: %w", err)
	}
	return nil
}
