#!/bin/bash
set -eu
kubectl apply --filename policies/metrics.yaml
