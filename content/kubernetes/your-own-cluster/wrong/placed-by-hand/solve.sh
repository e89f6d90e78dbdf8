#!/bin/bash
set -eu
./night-shift.sh monday
kubectl patch deployment orders --patch '{"spec": {"template": {"spec": {"nodeName": "kind-control-plane"}}}}'
kubectl rollout status deployment/orders --timeout=150s
ready() { kubectl get pod kube-scheduler-kind-control-plane --namespace kube-system --output jsonpath='{.status.conditions[?(@.type=="Ready")].status}'; }
until [ "$(ready)" = False ]; do sleep 1; done
