package table

import (
	"fmt"
	"sync"
	"time"

	"drydock.dev/node/internal/randomcluster"
	"drydock.dev/node/internal/reference"
	core "k8s.io/api/core/v1"
)

const (
	// convergence is how long the nodes of a busy machine may take until what they do is what the policies say.
	convergence = 30 * time.Second
	between     = 100 * time.Millisecond
)

// Result of one case.
type Result struct {
	Seed         uint64   `json:"seed"`
	Policies     int      `json:"policies"`
	Connections  int      `json:"connections"`
	Allowed      int      `json:"allowed"`
	Milliseconds int64    `json:"milliseconds"`
	Wrong        []string `json:"wrong,omitempty"`
}

type runner struct {
	cluster    randomcluster.Cluster
	messengers *messengers
}

// question is all that one pod is asked in a case.
type question struct {
	from    *core.Pod
	targets []Target
	want    []bool
}

// one applies the policies of a seed and asks every pod for every other, until all is as the reference says or time is over.
func (r *runner) one(seed uint64) (Result, error) {
	r.cluster.Policies = randomcluster.Policies(seed, r.cluster)
	questions := r.questions()
	result := Result{Seed: seed, Policies: len(r.cluster.Policies)}
	for _, q := range questions {
		result.Connections += len(q.targets)
		for _, want := range q.want {
			if want {
				result.Allowed++
			}
		}
	}
	if err := enforce(r.cluster.Policies); err != nil {
		return result, err
	}
	for began := time.Now(); ; time.Sleep(between) {
		wrong, err := r.compare(questions)
		if err != nil {
			return result, err
		}
		result.Wrong, result.Milliseconds = wrong, time.Since(began).Milliseconds()
		if len(wrong) == 0 || time.Since(began) > convergence {
			return result, nil
		}
	}
}

func (r *runner) questions() []question {
	var questions []question
	for _, from := range r.cluster.Pods {
		q := question{from: from}
		for _, to := range r.cluster.Pods {
			for _, protocol := range []core.Protocol{core.ProtocolTCP, core.ProtocolUDP} {
				for _, port := range Ports {
					q.targets = append(q.targets, Target{map[core.Protocol]string{core.ProtocolTCP: "tcp", core.ProtocolUDP: "udp"}[protocol], to.Status.PodIP, port})
					q.want = append(q.want, r.cluster.Allowed(reference.OfPod(from), reference.OfPod(to), protocol, port))
				}
			}
		}
		questions = append(questions, q)
	}
	return questions
}

func (r *runner) compare(questions []question) ([]string, error) {
	var (
		lock   sync.Mutex
		all    sync.WaitGroup
		wrong  []string
		failed error
	)
	for _, q := range questions {
		all.Go(func() {
			open, err := r.messengers.ask(q.from.Spec.NodeName, Request{Pod: q.from.Name, Targets: q.targets})
			lock.Lock()
			defer lock.Unlock()
			if err != nil {
				failed = err
				return
			}
			for i, is := range open {
				if is != q.want[i] {
					t := q.targets[i]
					wrong = append(wrong, fmt.Sprintf("%s -> %s %s/%d: open is %v", q.from.Name, t.Address, t.Protocol, t.Port, is))
				}
			}
		})
	}
	all.Wait()
	return wrong, failed
}
