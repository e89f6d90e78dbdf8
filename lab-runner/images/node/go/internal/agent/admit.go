package agent

import (
	"context"
	"fmt"
	"time"

	"drydock.dev/node/internal/cni"
	"drydock.dev/node/internal/kubeapi"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
)

const (
	admitting = 30 * time.Second
	// asking again covers a policy that was deleted between the question and the feed.
	askAgain = time.Second
)

// admission lets a pod's containers start when all policies that exist by now are in force for it.
type admission struct {
	api      *kubeapi.API
	feeds    *feeds
	attached *attached
	// ready is closed when the filter is in force.
	ready       <-chan struct{}
	enforcement *enforcement
}

func (a *admission) handle(ctx context.Context, one cni.Attachment) error {
	if one.Command == "DEL" {
		a.attached.remove(one)
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, admitting)
	defer cancel()
	select {
	case <-a.ready:
	case <-ctx.Done():
		return fmt.Errorf("the node's network filter is not in force yet")
	}
	if err := a.attached.add(one); err != nil {
		return err
	}
	err := a.caughtUp(ctx, one)
	if err == nil {
		err = a.enforcement.brought(ctx)
	}
	if err != nil {
		return fmt.Errorf("network policies of pod %s/%s: %w", one.Namespace, one.Name, err)
	}
	return nil
}

// caughtUp waits until the feeds have the pod and all policies of its namespace that the API has now. Feeds of two kinds
// do not keep step, so that a pod may be seen before a policy that is older.
func (a *admission) caughtUp(ctx context.Context, one cni.Attachment) error {
	for {
		pod, err := a.api.Pod(ctx, one.Namespace, one.Name)
		if err != nil {
			return err
		}
		if one.UID != "" && uidOf(pod) != one.UID {
			return fmt.Errorf("it is another pod by now")
		}
		policies, err := a.api.Policies(ctx, one.Namespace)
		if err != nil {
			return err
		}
		soon, cancel := context.WithTimeout(ctx, askAgain)
		err = a.feeds.await(soon, func() bool { return a.known(pod, policies) })
		cancel()
		if err == nil || ctx.Err() != nil {
			return err
		}
	}
}

func (a *admission) known(pod *core.Pod, policies []networking.NetworkPolicy) bool {
	if !a.feeds.pods.Has(pod) {
		return false
	}
	for i := range policies {
		if !a.feeds.policies.Has(&policies[i]) {
			return false
		}
	}
	return true
}
