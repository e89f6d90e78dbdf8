package kubeapi

import (
	"context"
	"errors"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
)

const (
	firstPause = 100 * time.Millisecond
	lastPause  = time.Second
)

// patiently asks a server that does not answer until it does. client-go would wait up to a minute between two attempts, which
// is how long a service would stay away after its cluster is back.
func patiently[T any](ctx context.Context, ask func() (T, error)) (T, error) {
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		answer, err := ask()
		var said apierrors.APIStatus
		if err == nil || errors.As(err, &said) || ctx.Err() != nil {
			return answer, err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return answer, ctx.Err()
		}
	}
}
