package agent

import (
	"context"
	"sync"

	"drydock.dev/node/internal/kubeapi"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
)

// feeds are copies of what the agent follows.
type feeds struct {
	nodes      *kubeapi.Feed[*core.Node]
	pods       *kubeapi.Feed[*core.Pod]
	namespaces *kubeapi.Feed[*core.Namespace]
	policies   *kubeapi.Feed[*networking.NetworkPolicy]
	services   *kubeapi.Feed[*core.Service]
	news       *news
}

func follow(api *kubeapi.API) *feeds {
	news := &news{changed: make(chan struct{})}
	return &feeds{
		nodes:      kubeapi.Follow(api.Core, "nodes", &core.Node{}, kubeapi.SlimNode, news.announce),
		pods:       kubeapi.Follow(api.Core, "pods", &core.Pod{}, kubeapi.SlimPod, news.announce),
		namespaces: kubeapi.Follow(api.Core, "namespaces", &core.Namespace{}, kubeapi.Whole, news.announce),
		policies:   kubeapi.Follow(api.Networking, "networkpolicies", &networking.NetworkPolicy{}, kubeapi.Whole, news.announce),
		services:   kubeapi.Follow(api.Core, "services", &core.Service{}, kubeapi.Whole, news.announce),
		news:       news,
	}
}

func (f *feeds) run(ctx context.Context) {
	for _, run := range []func(context.Context){f.nodes.Run, f.pods.Run, f.namespaces.Run, f.policies.Run, f.services.Run} {
		go run(ctx)
	}
}

// complete waits until everything is here that was there at the beginning.
func (f *feeds) complete(ctx context.Context) error {
	for _, complete := range []<-chan struct{}{
		f.nodes.Complete(), f.pods.Complete(), f.namespaces.Complete(), f.policies.Complete(), f.services.Complete(),
	} {
		select {
		case <-complete:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// await waits until a condition holds, which is asked again after every change.
func (f *feeds) await(ctx context.Context, condition func() bool) error {
	for {
		changed := f.news.next()
		if condition() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// news wakes everybody who waits for a change.
type news struct {
	lock    sync.Mutex
	changed chan struct{}
}

// next is closed at the next change.
func (n *news) next() <-chan struct{} {
	n.lock.Lock()
	defer n.lock.Unlock()
	return n.changed
}

func (n *news) announce() {
	n.lock.Lock()
	defer n.lock.Unlock()
	close(n.changed)
	n.changed = make(chan struct{})
}
