// Package agent is a node's network agent: it joins pods to the network and keeps policies in force.
package agent

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"drydock.dev/node/internal/balancer"
	"drydock.dev/node/internal/cni"
	"drydock.dev/node/internal/filter"
	"drydock.dev/node/internal/kubeapi"
	"drydock.dev/node/internal/nodenet"
)

// Options of a node.
type Options struct {
	Node string
	// ConfigFolder is where the container runtime looks for its network.
	ConfigFolder string
}

// Run works until the context ends or something that cannot be tried again fails.
func Run(ctx context.Context, options Options) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if err := os.MkdirAll(filepath.Dir(cni.Socket), 0o700); err != nil {
		return err
	}
	holdNames(ctx)
	config, err := kubeapi.InCluster()
	if err != nil {
		return err
	}
	api, err := kubeapi.Connect(config)
	if err != nil {
		return err
	}
	started, err := start(ctx, options, api, cancel)
	if err != nil {
		return err
	}
	slog.Info("network policies", "status", started.get())
	<-ctx.Done()
	return context.Cause(ctx)
}

func start(ctx context.Context, options Options, api *kubeapi.API, fail func(error)) (*status, error) {
	background := func(work func() error) {
		go func() {
			if err := work(); err != nil {
				fail(err)
			}
		}()
	}
	f, inForce, pods := follow(api), make(chan struct{}), &attached{pods: map[string]attachment{}}
	e := &enforcement{node: options.Node, feeds: f, attached: pods, wakeUp: make(chan struct{}, 1)}
	door := &admission{api, f, pods, inForce, e}
	background(func() error { return cni.Serve(ctx, cni.Socket, door.handle) })
	s := newStatus()
	background(func() error { return s.serve(ctx) })
	go s.tell(ctx, api, options.Node)
	f.run(ctx)
	uplink, err := nodenet.Uplink()
	if err != nil {
		return nil, fmt.Errorf("the way out of the node: %w", err)
	}
	e.uplink = uplink.Attrs().Name
	if e.own, err = ownNetwork(ctx, f, options.Node); err != nil {
		return nil, err
	}
	if err := f.complete(ctx); err != nil {
		return nil, err
	}
	if e.filter, err = filter.New(); err != nil {
		s.set(err)
		return nil, err
	}
	if err := e.once(ctx); err != nil {
		return nil, err
	}
	close(inForce)
	go e.run(ctx)
	if err := nodenet.WriteConflist(options.ConfigFolder, e.own, uplink.Attrs().MTU); err != nil {
		return nil, err
	}
	go holdRoutes(ctx, f, options.Node, uplink)
	prove(ctx, s)
	background(func() error {
		return balancer.Run(ctx, api, balancer.Feeds{Nodes: f.nodes, Services: f.services, Next: f.news.next}, options.Node, uplink)
	})
	return s, guard(ctx, e.filter, s)
}
