package agent

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"drydock.dev/node/internal/kubeapi"
)

const (
	annotation = "drydock.dev/network-policy"
	enforced   = "enforced"
	// healthAddress is asked by the kubelet.
	healthAddress = "127.0.0.1:10357"
)

// status is whether NetworkPolicies are enforced, as the node and the agent's readiness tell it.
type status struct {
	lock    sync.Mutex
	current string
	changed chan struct{}
}

func newStatus() *status { return &status{current: "starting", changed: make(chan struct{}, 1)} }

// set takes what the self-test found.
func (s *status) set(problem error) {
	now := enforced
	if problem != nil {
		now = "broken: " + problem.Error()
		slog.Error("network policies are not enforced", "problem", problem)
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.current != now {
		s.current = now
		select {
		case s.changed <- struct{}{}:
		default:
		}
	}
}

func (s *status) get() string {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.current
}

// tell keeps the node's annotation at the status.
func (s *status) tell(ctx context.Context, api *kubeapi.API, node string) {
	for {
		select {
		case <-s.changed:
		case <-ctx.Done():
			return
		}
		for ctx.Err() == nil {
			err := api.AnnotateNode(ctx, node, annotation, s.get())
			if err == nil {
				break
			}
			slog.Warn("the node could not be told of its network policies", "error", err)
			select {
			case <-time.After(time.Second):
			case <-ctx.Done():
			}
		}
	}
}

// serve answers the kubelet.
func (s *status) serve(ctx context.Context) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", healthAddress)
	if err != nil {
		return err
	}
	server := &http.Server{ReadTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		now := s.get()
		if now != enforced {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_, _ = w.Write([]byte(now + "\n"))
	})}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
