package agent

import (
	"context"
	"log/slog"
	"time"

	"drydock.dev/node/internal/filter"
	"drydock.dev/node/internal/nodenet"
	"drydock.dev/node/internal/selftest"
)

const (
	// settle gathers the events of one change.
	settle = 100 * time.Millisecond
	// inspection finds what no event told of.
	inspection = time.Minute
)

// guard puts back what others change of the filter, and proves it again.
func guard(ctx context.Context, f *filter.Filter, s *status) error {
	changed, err := filter.Watch(ctx)
	if err != nil {
		return err
	}
	go func() {
		for ctx.Err() == nil {
			select {
			case <-changed:
			case <-time.After(inspection):
			case <-ctx.Done():
				return
			}
			inspect(ctx, f, s)
			select {
			case <-time.After(settle):
			case <-ctx.Done():
			}
		}
	}()
	return nil
}

func inspect(ctx context.Context, f *filter.Filter, s *status) {
	restored, err := f.Restore(ctx)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		s.set(err)
		return
	}
	if restored {
		slog.Warn("the rules of network policies were changed by somebody and are restored")
		holdNames(ctx)
		prove(ctx, s)
	}
}

func prove(ctx context.Context, s *status) {
	err := selftest.Run(ctx)
	if ctx.Err() == nil {
		s.set(err)
	}
}

func holdNames(ctx context.Context) {
	if err := nodenet.HoldNames(ctx); err != nil {
		slog.Warn("the node's rules for names", "error", err)
	}
}
