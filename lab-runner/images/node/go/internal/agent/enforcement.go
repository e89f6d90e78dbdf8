package agent

import (
	"context"
	"log/slog"
	"net/netip"
	"sync"
	"time"

	"drydock.dev/node/internal/filter"
	"drydock.dev/node/internal/netpol"
	"drydock.dev/node/internal/ruleset"
	"drydock.dev/node/internal/selftest"
	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// breath is the least time between two changes of the filter, so that a storm of events costs little.
const breath = 30 * time.Millisecond

// enforcement keeps the filter at what the feeds say.
type enforcement struct {
	node     string
	uplink   string
	own      netip.Prefix
	feeds    *feeds
	attached *attached
	filter   *filter.Filter

	lock   sync.Mutex
	asked  *round
	wakeUp chan struct{}
}

// round is one change of the filter, for those who wait for it.
type round struct {
	done chan struct{}
	err  error
}

// brought returns when the filter holds everything that was known when it was called.
func (e *enforcement) brought(ctx context.Context) error {
	asked := e.ask()
	select {
	case <-asked.done:
		return asked.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (e *enforcement) ask() *round {
	e.lock.Lock()
	defer e.lock.Unlock()
	if e.asked == nil {
		e.asked = &round{done: make(chan struct{})}
	}
	select {
	case e.wakeUp <- struct{}{}:
	default:
	}
	return e.asked
}

// run brings the filter after every change, until the context ends.
func (e *enforcement) run(ctx context.Context) {
	for ctx.Err() == nil {
		changed := e.feeds.news.next()
		if err := e.once(ctx); err != nil && ctx.Err() == nil {
			slog.Error("the filter could not be changed; it is tried again", "error", err)
			time.AfterFunc(time.Second, func() { e.ask() })
		}
		select {
		case <-time.After(breath):
		case <-ctx.Done():
		}
		select {
		case <-changed:
		case <-e.wakeUp:
		case <-ctx.Done():
		}
	}
}

func (e *enforcement) once(ctx context.Context) error {
	e.lock.Lock()
	asked := e.asked
	e.asked = nil
	e.lock.Unlock()
	err := e.filter.Apply(ctx, e.model())
	if asked != nil {
		asked.err = err
		close(asked.done)
	}
	return err
}

func (e *enforcement) model() ruleset.Model {
	model := netpol.Compile(e.cluster(), e.node, e.scope())
	selftest.Prepare(&model)
	return model
}

func (e *enforcement) cluster() netpol.Cluster {
	cluster := netpol.Cluster{Namespaces: map[string]labels.Set{}, Policies: e.feeds.policies.All()}
	for _, namespace := range e.feeds.namespaces.All() {
		cluster.Namespaces[namespace.Name] = namespace.Labels
	}
	for _, pod := range e.feeds.pods.All() {
		if pod.Spec.NodeName == e.node {
			cluster.Pods = append(cluster.Pods, e.attached.correct(pod))
		} else {
			cluster.Pods = append(cluster.Pods, netpol.FromPod(pod))
		}
	}
	return cluster
}

func (e *enforcement) scope() ruleset.Scope {
	scope := ruleset.Scope{Guarded: []netip.Prefix{e.own, selftest.Network}, Uplink: e.uplink}
	for _, node := range e.feeds.nodes.All() {
		if pods, found := podNetwork(node); found {
			scope.Pods = append(scope.Pods, pods)
		}
	}
	return scope
}

func podNetwork(node *core.Node) (netip.Prefix, bool) {
	pods, err := netip.ParsePrefix(node.Spec.PodCIDR)
	return pods, err == nil && pods.Addr().Is4()
}
