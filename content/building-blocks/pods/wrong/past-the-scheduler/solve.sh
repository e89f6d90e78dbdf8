#!/bin/bash
set -eu
kubectl label node lab-control-plane disk=ssd
sed -i 's/^spec:/spec:\n  nodeName: lab-control-plane/' ledger.yaml
kubectl replace --force --filename ledger.yaml
kubectl wait --for=jsonpath='{.status.phase}'=Failed pod/ledger --timeout=60s
