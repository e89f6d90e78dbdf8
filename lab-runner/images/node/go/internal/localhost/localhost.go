package localhost

import (
	"context"
	"fmt"
	"log/slog"
	"net/netip"
	"slices"
	"strings"
	"time"

	"drydock.dev/node/internal/kubeapi"
	core "k8s.io/api/core/v1"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/knftables"
)

// Options of a sandbox. Without an address of a node it is that of the first.
type Options struct{ Kubeconfig, NodeAddress string }

// look is how often it is seen which ports the sandbox's own programs took or left: the kernel tells nobody.
const look = 2 * time.Second

type watcher struct {
	options  Options
	nft      knftables.Interface
	nodes    *kubeapi.Feed[*core.Node]
	services *kubeapi.Feed[*core.Service]
	inForce  []Forward
}

// Run keeps the forwards at what the cluster's services are, until the context ends. While the API server is away they stay.
func Run(ctx context.Context, options Options) error {
	config, err := configuration(ctx, options.Kubeconfig)
	if err != nil {
		return err
	}
	api, err := kubeapi.Connect(config)
	if err != nil {
		return err
	}
	nft, err := knftables.New(knftables.IPv4Family, table)
	if err != nil {
		return fmt.Errorf("nftables: %w", err)
	}
	changed := make(chan struct{}, 1)
	announce := func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	}
	w := &watcher{
		options: options, nft: nft,
		nodes:    kubeapi.Follow(api.Core, "nodes", &core.Node{}, kubeapi.SlimNode, announce),
		services: kubeapi.Follow(api.Core, "services", &core.Service{}, kubeapi.Whole, announce),
	}
	go w.nodes.Run(ctx)
	go w.services.Run(ctx)
	w.follow(ctx, changed)
	return nil
}

// configuration waits for the file, which the cluster's maker writes.
func configuration(ctx context.Context, path string) (*rest.Config, error) {
	for {
		config, err := clientcmd.BuildConfigFromFlags("", path)
		if err == nil {
			return config, nil
		}
		select {
		case <-time.After(look):
		case <-ctx.Done():
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
	}
}

func (w *watcher) follow(ctx context.Context, changed <-chan struct{}) {
	tick := time.NewTicker(look)
	defer tick.Stop()
	for {
		select {
		case <-changed:
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		wanted := forwards(w.exposed(), w.node(), listening("/proc"))
		if w.inForce != nil && slices.Equal(wanted, w.inForce) {
			continue
		}
		if err := program(ctx, w.nft, wanted); err != nil {
			slog.Error("services on 127.0.0.1", "error", err)
			continue
		}
		w.inForce = wanted
	}
}

func (w *watcher) exposed() []*core.Service {
	return slices.DeleteFunc(w.services.All(), func(s *core.Service) bool {
		return s.Spec.Type != core.ServiceTypeNodePort && s.Spec.Type != core.ServiceTypeLoadBalancer
	})
}

// node is the address of the first node that is ready, else of the first.
func (w *watcher) node() netip.Addr {
	if address, err := netip.ParseAddr(w.options.NodeAddress); err == nil {
		return address
	}
	nodes := w.nodes.All()
	slices.SortFunc(nodes, func(a, b *core.Node) int { return strings.Compare(a.Name, b.Name) })
	slices.SortStableFunc(nodes, func(a, b *core.Node) int { return unready(a) - unready(b) })
	for _, node := range nodes {
		for _, address := range node.Status.Addresses {
			if ip, err := netip.ParseAddr(address.Address); address.Type == core.NodeInternalIP && err == nil {
				return ip
			}
		}
	}
	return netip.Addr{}
}

func unready(node *core.Node) int {
	for _, condition := range node.Status.Conditions {
		if condition.Type == core.NodeReady && condition.Status == core.ConditionTrue {
			return 0
		}
	}
	return 1
}
