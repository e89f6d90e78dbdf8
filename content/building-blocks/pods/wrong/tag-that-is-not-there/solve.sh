#!/bin/bash
set -eu
kubectl set image pod/web web=nginx:1.99
kubectl wait --for=jsonpath='{.status.containerStatuses[0].state.waiting.reason}'=ImagePullBackOff pod/web --timeout=60s
