// drydock-agent runs in every sandbox and checker and does there what the runner asks. See PROTOCOL.md.
package main

import (
	"flag"
	"fmt"
	"os"

	"drydock-agent/internal/names"
	"drydock-agent/internal/run"
)

const version = "1"

const usage = `drydock-agent serve --socket PATH [--role sandbox|checker] [--learner USER]
drydock-agent connect [--socket PATH]   standard input and output as one connection to it
drydock-agent dns ADDRESS               a name server that knows no name and says so at once
drydock-agent version
`

const defaultSocket = "/run/drydock/agent.sock"

func main() {
	if len(os.Args) < 2 {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	if err := command(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "drydock-agent:", err)
		os.Exit(1)
	}
}

func command(name string, arguments []string) error {
	flags := flag.NewFlagSet(name, flag.ExitOnError)
	socket := flags.String("socket", defaultSocket, "the agent's unix socket")
	switch name {
	case "serve":
		role := flags.String("role", "sandbox", "sandbox or checker")
		learner := flags.String("learner", "learner", "the learner's account")
		_ = flags.Parse(arguments)
		if *role != "sandbox" && *role != "checker" {
			return fmt.Errorf("no such role: %s", *role)
		}
		return serve(*socket, *role, *learner)
	case "connect":
		_ = flags.Parse(arguments)
		return connect(*socket)
	case "dns":
		if len(arguments) != 1 {
			return fmt.Errorf("dns takes one address")
		}
		return names.Serve(arguments[0])
	case "supervise":
		os.Exit(run.Supervise())
	case "version":
		fmt.Println(version)
	default:
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	return nil
}
