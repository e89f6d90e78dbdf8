#!/bin/bash
set -eu
kubectl delete pod --selector app=api
kubectl rollout status deployment/api --timeout=120s
