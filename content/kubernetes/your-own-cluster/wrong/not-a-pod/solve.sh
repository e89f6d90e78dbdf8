#!/bin/bash
set -eu
docker cp web.yaml kind-control-plane:/etc/kubernetes/manifests/
