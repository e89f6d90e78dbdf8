package table

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"drydock.dev/node/internal/randomcluster"
	"drydock.dev/node/internal/reference"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
)

// Report is what a run found.
type Report struct {
	Cases       int      `json:"cases"`
	Connections int      `json:"connections"`
	Allowed     int      `json:"allowed"`
	Wrong       []Result `json:"wrong"`
	Slowest     int64    `json:"slowestMilliseconds"`
	Seconds     float64  `json:"seconds"`
	// Live names what is wrong with policies under live connections, and with an agent or rules that go missing.
	Live []string `json:"live"`
}

// Run builds the pods, asks all cases and writes what it found.
func Run(cases int, log func(string)) error {
	began := time.Now()
	cluster, err := build()
	if err != nil {
		return err
	}
	log(fmt.Sprintf("%d pods after %.1f s", len(cluster.Pods), time.Since(began).Seconds()))
	r := &runner{cluster, &messengers{idle: map[string][]*messenger{}}}
	defer r.messengers.close()
	report := Report{Cases: cases, Wrong: []Result{}, Live: []string{}}
	if err := r.cases(&report, telling(cluster, cases), log); err != nil {
		return err
	}
	if err := r.live(&report, log); err != nil {
		return err
	}
	report.Seconds = time.Since(began).Seconds()
	return json.NewEncoder(os.Stdout).Encode(report)
}

func (r *runner) cases(report *Report, seeds []uint64, log func(string)) error {
	for i, seed := range seeds {
		result, err := r.one(seed)
		if err != nil {
			return err
		}
		report.Connections += result.Connections
		report.Allowed += result.Allowed
		report.Slowest = max(report.Slowest, result.Milliseconds)
		if len(result.Wrong) > 0 {
			report.Wrong = append(report.Wrong, result)
		}
		log(fmt.Sprintf("case %d of %d, seed %d: %d policies, %d of %d allowed, %d ms, %d wrong", i+1, len(seeds), seed, result.Policies, result.Allowed, result.Connections, result.Milliseconds, len(result.Wrong)))
	}
	return nil
}

// telling are seeds whose policies both allow and deny, so that each says something.
func telling(cluster randomcluster.Cluster, count int) []uint64 {
	var seeds []uint64
	for seed := uint64(1); len(seeds) < count && seed < 100_000; seed++ {
		cluster.Policies = randomcluster.Policies(seed, cluster)
		allowed, asked := 0, 0
		for _, from := range cluster.Pods {
			for _, to := range cluster.Pods {
				for _, port := range Ports {
					asked++
					if cluster.Allowed(reference.OfPod(from), reference.OfPod(to), core.ProtocolTCP, port) {
						allowed++
					}
				}
			}
		}
		if share := float64(allowed) / float64(asked); share > 0.25 && share < 0.9 {
			seeds = append(seeds, seed)
		}
	}
	return seeds
}

func denyAll(namespace string) []*networking.NetworkPolicy {
	policy := &networking.NetworkPolicy{Spec: networking.NetworkPolicySpec{PolicyTypes: []networking.PolicyType{networking.PolicyTypeIngress}}}
	policy.Name, policy.Namespace = "deny-all", namespace
	return []*networking.NetworkPolicy{policy}
}
