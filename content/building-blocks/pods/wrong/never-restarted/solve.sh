#!/bin/bash
set -eu
sed -i 's/^spec:/spec:\n  restartPolicy: Never/' orders.yaml
kubectl replace --force --filename orders.yaml
kubectl wait --for=jsonpath='{.status.phase}'=Failed pod/orders --timeout=60s
