// policy-table asks a real cluster what its NetworkPolicies let through and compares with the reference evaluator. It is run
// in a sandbox, and runs itself in pods and on nodes from a folder that they share.
package main

import (
	"flag"
	"fmt"
	"os"

	"drydock.dev/node/internal/table"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) == 0 {
		return fmt.Errorf("policy-table run|remove|pod NAME|ready NAME|node")
	}
	switch arguments[0] {
	case "run":
		flags := flag.NewFlagSet("run", flag.ExitOnError)
		cases := flags.Int("cases", 64, "how many sets of policies")
		_ = flags.Parse(arguments[1:])
		return table.Run(*cases, func(line string) { fmt.Fprintln(os.Stderr, line) })
	case "remove":
		return table.Remove()
	case "pod":
		return table.RunPod(arguments[1])
	case "ready":
		return table.Ready(arguments[1])
	case "node":
		return table.RunNode()
	default:
		return fmt.Errorf("policy-table does not know %q", arguments[0])
	}
}
