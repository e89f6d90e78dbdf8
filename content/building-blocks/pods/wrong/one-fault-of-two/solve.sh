#!/bin/bash
set -eu
kubectl label node lab-control-plane disk=ssd
until kubectl get pod ledger --output jsonpath='{.status.conditions[*].message}' | grep -q 'Insufficient cpu'; do sleep 1; done
