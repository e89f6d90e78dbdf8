#!/bin/bash
set -eu
./night-shift.sh wednesday
docker exec kind-control-plane mv /etc/kubernetes/manifests/kube-proxy.yaml /etc/kubernetes/manifests/kube-proxy.yaml.off
