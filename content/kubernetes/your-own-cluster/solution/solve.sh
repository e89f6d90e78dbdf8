#!/bin/bash
set -eu
node=kind-control-plane
manifests=/etc/kubernetes/manifests

# task: cluster
kind create cluster --wait 150s

# task: static-pod
kubectl run web --image nginx:alpine --dry-run=client --output yaml > web.yaml
docker cp web.yaml "$node:$manifests/"
kubectl wait --for=create "pod/web-$node" --timeout=150s
kubectl wait --for=condition=Ready "pod/web-$node" --timeout=150s

# task: scheduler
./night-shift.sh monday
docker cp "$node:$manifests/kube-scheduler.yaml" .
sed -i 's|/schedule.conf|/scheduler.conf|' kube-scheduler.yaml
docker cp kube-scheduler.yaml "$node:$manifests/"
kubectl rollout status deployment/orders --timeout=150s
ready() { kubectl get pod "kube-scheduler-$node" --namespace kube-system --output jsonpath='{.status.conditions[?(@.type=="Ready")].status}'; }
until [ "$(ready)" = True ]; do sleep 1; done

# task: kubelet
./night-shift.sh tuesday
docker exec "$node" sed -i '/^maxPods:/d' /var/lib/kubelet/config.yaml
docker exec "$node" systemctl restart kubelet
kubectl rollout status deployment/reports --timeout=150s
kubectl wait --for=condition=Ready "node/$node" --timeout=150s

# task: intruder
./night-shift.sh wednesday
docker exec "$node" rm "$manifests/kube-proxy.yaml"
while docker top "$node" -eo pid,args | grep -q 'mining on'; do sleep 1; done
