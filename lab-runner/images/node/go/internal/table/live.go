package table

import (
	"fmt"
	"os/exec"
	"time"

	core "k8s.io/api/core/v1"
)

const (
	// back is the time in which what was taken away must be there again.
	back = 5 * time.Second
)

// live holds connections while policies, rules and the agent come and go. The pods are the first of the first two namespaces.
func (r *runner) live(report *Report, log func(string)) error {
	client, server := r.cluster.Pods[0], r.cluster.Pods[podsOfEach]
	steps := []struct {
		name string
		do   func(client, server *core.Pod) (string, error)
	}{
		{"a policy cuts a live connection", r.cut},
		{"flushed rules come back", func(c, s *core.Pod) (string, error) { return r.tampered(c, s, "nft", "flush", "ruleset") }},
		{"a deleted table comes back", func(c, s *core.Pod) (string, error) {
			return r.tampered(c, s, "nft", "delete", "table", "ip", "drydock")
		}},
		{"flushed routing rules come back", func(c, s *core.Pod) (string, error) { return r.tampered(c, s, "ip", "rule", "flush") }},
		{"rules outlive the agent", r.killed},
	}
	for _, step := range steps {
		problem, err := step.do(client, server)
		if err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
		if problem != "" {
			report.Live = append(report.Live, step.name+": "+problem)
		}
		log(fmt.Sprintf("%s: %s", step.name, map[bool]string{true: "yes", false: "no: " + problem}[problem == ""]))
	}
	return enforce(nil)
}

func (r *runner) cut(client, server *core.Pod) (string, error) {
	if problem, err := r.becomes(client, server, nil, true); problem != "" || err != nil {
		return problem, err
	}
	target := Target{"tcp", server.Status.PodIP, Ports[0]}
	open, err := r.messengers.ask(client.Spec.NodeName, Request{Pod: client.Name, Hold: &target})
	if err != nil || !open[0] {
		return "the connection was not made", err
	}
	if err := enforce(denyAll(server.Namespace)); err != nil {
		return "", err
	}
	for until := time.Now().Add(convergence); time.Now().Before(until); time.Sleep(between) {
		open, err := r.messengers.ask(client.Spec.NodeName, Request{Pod: client.Name, Held: true})
		if err != nil {
			return "", err
		}
		if !open[0] {
			return "", nil
		}
	}
	return "it still answers", nil
}

// tampered takes rules away on both nodes while the server is denied to the client and open to its own node's neighbour.
func (r *runner) tampered(client, server *core.Pod, command ...string) (string, error) {
	if problem, err := r.becomes(client, server, denyAllOf(server), false); problem != "" || err != nil {
		return problem, err
	}
	open := r.witness(client, server)
	for node := range r.nodes() {
		if output, err := exec.Command("docker", append([]string{"exec", node}, command...)...).CombinedOutput(); err != nil {
			return "", fmt.Errorf("%w: %s", err, output)
		}
	}
	began := time.Now()
	other := r.cluster.Pods[1]
	for {
		passes, err := r.asks(client, other)
		if err != nil {
			return "", err
		}
		if passes {
			break
		}
		if time.Since(began) > convergence {
			return "allowed connections did not come back", nil
		}
	}
	took := time.Since(began)
	if open() {
		return "what is denied was open", nil
	}
	if took > back {
		return fmt.Sprintf("allowed connections came back after %.1f s", took.Seconds()), nil
	}
	return "", nil
}

// killed ends the agents for good, as far as the cluster lets one, and looks whether the rules are still there.
func (r *runner) killed(client, server *core.Pod) (string, error) {
	if problem, err := r.becomes(client, server, denyAllOf(server), false); problem != "" || err != nil {
		return problem, err
	}
	open := r.witness(client, server)
	for node := range r.nodes() {
		if output, err := exec.Command("docker", "exec", node, "pkill", "-KILL", "-f", "drydock-node agent").CombinedOutput(); err != nil {
			return "", fmt.Errorf("%w: %s", err, output)
		}
	}
	passes, err := r.asks(client, r.cluster.Pods[1])
	if err != nil {
		return "", err
	}
	if open() {
		return "what is denied was open", nil
	}
	if !passes {
		return "what is allowed was cut", nil
	}
	_, err = kubectl(nil, "--namespace", "kube-system", "rollout", "status", "daemonset/drydock-node", "--timeout=120s")
	return "", err
}
