#!/bin/bash
set -eu
./night-shift.sh tuesday
docker exec kind-control-plane sed -i 's/maxPods: .*/maxPods: "110"/' /var/lib/kubelet/config.yaml
docker exec kind-control-plane systemctl restart kubelet
