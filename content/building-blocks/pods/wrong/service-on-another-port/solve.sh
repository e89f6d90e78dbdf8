#!/bin/bash
set -eu
kubectl expose pod stock --port 6380 --target-port 6379
until kubectl get endpointslices --output json | jq --exit-status 'any(.items[].endpoints[]?; .conditions.ready)' >/dev/null; do sleep 1; done
