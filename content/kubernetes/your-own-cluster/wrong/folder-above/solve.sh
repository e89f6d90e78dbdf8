#!/bin/bash
set -eu
kubectl run web --image nginx:alpine --dry-run=client --output yaml > web.yaml
docker cp web.yaml kind-control-plane:/etc/kubernetes/
