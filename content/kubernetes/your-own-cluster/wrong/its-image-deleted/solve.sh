#!/bin/bash
set -eu
./night-shift.sh monday
# What the API lists of a static pod is its mirror image, and the kubelet holds up another.
kubectl delete pod kube-scheduler-kind-control-plane --namespace kube-system
ready() { kubectl get pod kube-scheduler-kind-control-plane --namespace kube-system --output jsonpath='{.status.conditions[?(@.type=="Ready")].status}'; }
until [ "$(ready)" = False ]; do sleep 1; done
