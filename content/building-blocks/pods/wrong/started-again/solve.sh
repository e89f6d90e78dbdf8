#!/bin/bash
set -eu
kubectl replace --force --filename orders.yaml
kubectl wait --for=jsonpath='{.status.containerStatuses[0].lastState.terminated.exitCode}'=3 pod/orders --timeout=60s
