#!/bin/bash
set -eu
kubectl set image pod/web web=busybox
kubectl wait --for=jsonpath='{.status.containerStatuses[0].lastState.terminated.reason}'=Completed pod/web --timeout=60s
