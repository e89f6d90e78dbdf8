// Package filter keeps a model in force: it programs nftables, notices when somebody else changes it, and puts it back.
package filter

import (
	"context"
	"fmt"
	"sync"

	"drydock.dev/node/internal/ruleset"
	"sigs.k8s.io/knftables"
)

// Filter is the node's packet filter. Rules outlive it: an agent that dies leaves them in force.
type Filter struct {
	nft knftables.Interface

	lock sync.Mutex
	// inForce is nil until the first model, which replaces what an earlier agent left.
	inForce *ruleset.Model
	// readBack is the table as the kernel showed it right after we wrote it.
	readBack string
}

func New() (*Filter, error) {
	nft, err := knftables.New(knftables.IPv4Family, ruleset.Table)
	if err != nil {
		return nil, fmt.Errorf("nftables: %w", err)
	}
	return &Filter{nft: nft}, nil
}

// Apply puts a model in force, as one change. When it returns, packets are held against it.
func (f *Filter) Apply(ctx context.Context, model ruleset.Model) error {
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.inForce != nil {
		tx := f.nft.NewTransaction()
		ruleset.Change(tx, *f.inForce, model)
		if tx.NumOperations() == 0 {
			return nil
		}
		if f.nft.Run(ctx, tx) == nil {
			return f.remember(ctx, model)
		}
		// The table is not what we left. It is written anew.
	}
	return f.rebuild(ctx, model)
}

// Restore puts back what somebody else changed, and says whether it had to.
func (f *Filter) Restore(ctx context.Context) (bool, error) {
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.inForce == nil {
		return false, nil
	}
	if err := HoldBackstop(f.inForce.Scope.Guarded); err != nil {
		return false, err
	}
	if seen, err := listTable(ctx); err == nil && seen == f.readBack {
		return false, nil
	}
	return true, f.rebuild(ctx, *f.inForce)
}

func (f *Filter) rebuild(ctx context.Context, model ruleset.Model) error {
	tx := f.nft.NewTransaction()
	ruleset.Rebuild(tx, model)
	if err := f.nft.Run(ctx, tx); err != nil {
		return fmt.Errorf("write the filter: %w", err)
	}
	if err := HoldBackstop(model.Scope.Guarded); err != nil {
		return err
	}
	return f.remember(ctx, model)
}

func (f *Filter) remember(ctx context.Context, model ruleset.Model) error {
	f.inForce = &model
	seen, err := listTable(ctx)
	f.readBack = seen
	return err
}
