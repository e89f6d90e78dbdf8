#!/bin/bash
# What the night shift did to your cluster. Find it out first, and read this file after.
#   ./night-shift.sh monday|tuesday|wednesday
set -eu
node=kind-control-plane
on_node() { docker exec "$node" bash -ceu "$1"; }
# A Deployment's pods are there as soon as the controller manager has seen it.
has_pods() { until kubectl get pods --selector "app=$1" --output name | grep -q .; do sleep 1; done; }
signed() { kubectl annotate node "$node" --overwrite "night-shift/$1=done" >/dev/null; }

monday() {
  # shellcheck disable=SC2016 # the node's shell expands it
  on_node '
    manifest=/etc/kubernetes/manifests/kube-scheduler.yaml
    old=$(crictl ps --quiet --name kube-scheduler)
    sed "s|--kubeconfig=/etc/kubernetes/scheduler.conf|--kubeconfig=/etc/kubernetes/schedule.conf|" $manifest >/root/scheduler.yaml
    cp /root/scheduler.yaml $manifest
    rm /root/scheduler.yaml
    while crictl ps --quiet | grep -qxF "${old:-none}"; do sleep 1; done
  '
  kubectl delete deployment orders --ignore-not-found
  kubectl create deployment orders --image nginx:alpine --replicas 2
  has_pods orders
  signed monday
}

tuesday() {
  on_node '
    sed -i "/^maxPods:/d" /var/lib/kubelet/config.yaml
    echo "maxPods: plenty" >>/var/lib/kubelet/config.yaml
    systemctl restart kubelet || true
  '
  kubectl delete deployment reports --ignore-not-found --wait=false
  kubectl create deployment reports --image nginx:alpine
  has_pods reports
  signed tuesday
}

wednesday() {
  docker exec --interactive "$node" sh -c 'cat >/etc/kubernetes/manifests/kube-proxy.yaml' <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: kube-proxy-sync
  namespace: kube-sytem
spec:
  hostNetwork: true
  terminationGracePeriodSeconds: 1
  containers:
    - name: sync
      image: busybox
      command: [sh, -c, 'while true; do echo "mining on $(hostname)"; sleep 3; done']
YAML
  on_node 'until crictl ps --quiet --name "^sync$" | grep -q .; do sleep 1; done'
  signed wednesday
}

case ${1:-} in
  monday | tuesday | wednesday) "$1" >/dev/null ;;
  *) echo "./night-shift.sh monday|tuesday|wednesday" && exit 2 ;;
esac
echo "The $1 shift is over. Good luck."
