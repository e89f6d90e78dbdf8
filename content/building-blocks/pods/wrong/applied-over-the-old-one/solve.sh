#!/bin/bash
set -eu
sed -i 's/^spec:/spec:\n  restartPolicy: Never/' batch.yaml
# Refused: a pod's restart policy is fixed when it is made.
kubectl apply --filename batch.yaml || true
kubectl wait --for=jsonpath='{.status.containerStatuses[0].lastState.terminated.exitCode}'=0 pod/batch --timeout=60s
