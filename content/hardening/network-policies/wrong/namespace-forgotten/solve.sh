#!/bin/bash
set -eu
kubectl apply --filename - <<'YAML'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: metrics
  namespace: shop
spec:
  podSelector: {matchLabels: {app: api}}
  ingress:
    - from: [{podSelector: {matchLabels: {app: scraper}}}]
      ports: [{port: 9090}]
YAML
