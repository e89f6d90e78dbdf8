#!/bin/bash
set -eu
./night-shift.sh tuesday
docker exec kind-control-plane systemctl restart kubelet
