// drydock-node is the network agent of a lab's nodes, and what makes their services answer in the sandbox.
package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"drydock.dev/node/internal/agent"
	"drydock.dev/node/internal/localhost"
	"drydock.dev/node/internal/selftest"
)

var version = "v1"

const usage = `drydock-node agent      on a node: pods' network, NetworkPolicies, addresses of services
drydock-node localhost  in a sandbox: services of type NodePort and LoadBalancer answer on 127.0.0.1
drydock-node selftest   on a node: are NetworkPolicies enforced?
drydock-node version
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil && ctx.Err() == nil {
		slog.Error(err.Error())
		os.Exit(1)
	}
}

func run(ctx context.Context, arguments []string) error {
	command := ""
	if len(arguments) > 0 {
		command, arguments = arguments[0], arguments[1:]
	}
	flags := flag.NewFlagSet(command, flag.ExitOnError)
	switch command {
	case "agent":
		node := flags.String("node", os.Getenv("NODE_NAME"), "name of the node")
		folder := flags.String("cni-config", "/etc/cni/net.d", "where the container runtime looks for its network")
		_ = flags.Parse(arguments)
		return agent.Run(ctx, agent.Options{Node: *node, ConfigFolder: *folder})
	case "localhost":
		kubeconfig := flags.String("kubeconfig", "/baked/kubeconfig", "how to reach the cluster")
		address := flags.String("node-address", "", "address of a node; without it, that of the first")
		_ = flags.Parse(arguments)
		return localhost.Run(ctx, localhost.Options{Kubeconfig: *kubeconfig, NodeAddress: *address})
	case "selftest":
		if err := selftest.Run(ctx); err != nil {
			return err
		}
		fmt.Println("enforced")
		return nil
	case "version":
		fmt.Println("drydock-node " + version)
		return nil
	default:
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
		return nil
	}
}
