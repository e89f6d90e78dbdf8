#!/bin/bash
# Last night's move into the cluster, as it was left: six pods, of which one works.
set -eu
kubectl create namespace yard
kubectl config set-context --current --namespace yard
# Pods are refused until the namespace has its account.
kubectl wait --for=create serviceaccount/default --timeout=60s
kubectl create configmap orders --from-literal=currency=EUR
for name in stock web ledger orders batch front; do kubectl apply --filename "$name.yaml"; done
# The learner finds orders after its first death, so that there is a log to read.
kubectl wait --for=jsonpath='{.status.containerStatuses[0].lastState.terminated.exitCode}'=3 pod/orders --timeout=90s
