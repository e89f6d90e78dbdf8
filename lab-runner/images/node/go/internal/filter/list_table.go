package filter

import (
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"

	"drydock.dev/node/internal/ruleset"
)

// listTable is the table in a form that is the same whenever it filters the same.
func listTable(ctx context.Context) (string, error) {
	output, err := exec.CommandContext(ctx, "nft", "-j", "list", "table", "ip", ruleset.Table).Output()
	if err != nil {
		return "", fmt.Errorf("list the filter: %w", err)
	}
	var listing struct {
		Nftables []map[string]map[string]any `json:"nftables"`
	}
	if err := json.Unmarshal(output, &listing); err != nil {
		return "", fmt.Errorf("read the listing of the filter: %w", err)
	}
	var lines []string
	chains := map[any]int{}
	for _, object := range listing.Nftables {
		for kind, fields := range object {
			if kind == "metainfo" {
				continue
			}
			place := 0
			if kind == "rule" { // whose order counts, within its chain
				chains[fields["chain"]]++
				place = chains[fields["chain"]]
			}
			lines = append(lines, fmt.Sprintf("%s %d %s", kind, place, canonical(fields)))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n"), nil
}

// canonical leaves out the kernel's numbers for things, and sorts the elements of sets, which the kernel shows in any order.
func canonical(fields map[string]any) string {
	delete(fields, "handle")
	if elements, has := fields["elem"].([]any); has {
		texts := make([]string, len(elements))
		for i, element := range elements {
			texts[i] = text(element)
		}
		slices.Sort(texts)
		fields["elem"] = texts
	}
	return text(fields)
}

func text(value any) string {
	encoded, err := json.Marshal(value)
	if err != nil {
		panic(err) // it was read from JSON
	}
	return string(encoded)
}
