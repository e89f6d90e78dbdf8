#!/bin/bash
set -eu
sed -i '/nodeSelector/d; /disk: ssd/d; /resources:/,$d' ledger.yaml
kubectl replace --force --filename ledger.yaml
kubectl wait --for=condition=Ready pod/ledger --timeout=60s
