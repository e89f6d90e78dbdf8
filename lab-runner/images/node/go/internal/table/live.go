package table

import (
	"fmt"
	"os/exec"
	"time"

	core "k8s.io/api/core/v1"
)

// back is the time in which what was taken away must be there again.
const back = 5 * time.Second

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
	held := func() (bool, error) {
		open, err := r.messengers.ask(client.Spec.NodeName, Request{Pod: client.Name, Hold: &target})
		return err == nil && open[0], err
	}
	if made, err := within(convergence, held); !made {
		return "the connection was not made", err
	}
	if err := enforce(denyAll(server.Namespace)); err != nil {
		return "", err
	}
	silent := func() (bool, error) {
		open, err := r.messengers.ask(client.Spec.NodeName, Request{Pod: client.Name, Held: true})
		return err == nil && !open[0], err
	}
	if cut, err := within(convergence, silent); !cut {
		return "it still answers", err
	}
	return "", nil
}

// tampered takes rules away on both nodes while the server is denied to the client and open to its own node's neighbour.
func (r *runner) tampered(client, server *core.Pod, command ...string) (string, error) {
	if problem, err := r.becomes(client, server, denyAllOf(server), false); problem != "" || err != nil {
		return problem, err
	}
	other := r.cluster.Pods[1]
	allowed := func() (bool, error) { return r.asks(client, other) }
	// A machine that is slow anyway is slow in this too.
	asked := time.Now()
	if passes, err := within(convergence, allowed); !passes {
		return "what is allowed does not pass", err
	}
	bound := back + 10*time.Since(asked)
	open := r.witness(client, server)
	for node := range r.nodes() {
		if output, err := exec.Command("docker", append([]string{"exec", node}, command...)...).CombinedOutput(); err != nil {
			return "", fmt.Errorf("%w: %s", err, output)
		}
	}
	began := time.Now()
	passes, err := within(convergence, allowed)
	took := time.Since(began)
	if open() {
		return "what is denied was open", nil
	}
	if !passes || took > bound {
		return fmt.Sprintf("allowed connections were not back after %.1f s", took.Seconds()), err
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
	passes, err := within(convergence, func() (bool, error) { return r.asks(client, r.cluster.Pods[1]) })
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
