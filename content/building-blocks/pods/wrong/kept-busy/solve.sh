#!/bin/bash
set -eu
sed -i 's/3 bills sent"/3 bills sent"; while true; do sleep 1; done/' batch.yaml
kubectl replace --force --filename batch.yaml
kubectl wait --for=condition=Ready pod/batch --timeout=60s
