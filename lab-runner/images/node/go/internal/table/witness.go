package table

import (
	"time"

	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
)

// surely closed is what did not answer so many times in a row: once may be a busy machine.
const surely = 5

// becomes applies policies and waits until the client's way to the server is as they say.
func (r *runner) becomes(client, server *core.Pod, policies []*networking.NetworkPolicy, want bool) (string, error) {
	if err := enforce(policies); err != nil {
		return "", err
	}
	times := 0
	came, err := within(convergence, func() (bool, error) {
		open, err := r.asks(client, server)
		if open != want {
			times = 0
		} else {
			times++
		}
		return err == nil && (want && open || times == surely), err
	})
	if err == nil && !came {
		return "the policy did not come into force", nil
	}
	return "", err
}

// within asks again until it is so, something fails or the time is over.
func within(limit time.Duration, so func() (bool, error)) (bool, error) {
	for until := time.Now().Add(limit); ; time.Sleep(between) {
		if is, err := so(); is || err != nil || time.Now().After(until) {
			return is, err
		}
	}
}

func (r *runner) asks(client, server *core.Pod) (bool, error) {
	open, err := r.messengers.ask(client.Spec.NodeName, Request{Pod: client.Name, Targets: []Target{{"tcp", server.Status.PodIP, Ports[0]}}})
	return err == nil && open[0], err
}

// witness keeps trying a connection that is denied, from now until it is asked whether one was ever made, and a while longer.
func (r *runner) witness(client, server *core.Pod) (open func() bool) {
	stop, seen := make(chan struct{}), make(chan bool, 1)
	targets := make([]Target, 20)
	for i := range targets {
		targets[i] = Target{"tcp", server.Status.PodIP, Ports[i%len(Ports)]}
	}
	go func() {
		ever := false
		for last := false; ; {
			answers, err := r.messengers.ask(client.Spec.NodeName, Request{Pod: client.Name, Targets: targets})
			for _, is := range answers {
				ever = ever || err == nil && is
			}
			if last {
				seen <- ever
				return
			}
			select {
			case <-stop:
				last = true
			default:
			}
		}
	}()
	return func() bool {
		close(stop)
		return <-seen
	}
}

func denyAllOf(server *core.Pod) []*networking.NetworkPolicy { return denyAll(server.Namespace) }

func (r *runner) nodes() map[string]bool {
	nodes := map[string]bool{}
	for _, pod := range r.cluster.Pods {
		nodes[pod.Spec.NodeName] = true
	}
	return nodes
}
