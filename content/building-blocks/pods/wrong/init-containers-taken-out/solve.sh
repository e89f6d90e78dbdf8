#!/bin/bash
set -eu
sed -i '/initContainers:/,/^  containers:/{/^  containers:/!d}' front.yaml
kubectl replace --force --filename front.yaml
kubectl wait --for=condition=Ready pod/front --timeout=60s
