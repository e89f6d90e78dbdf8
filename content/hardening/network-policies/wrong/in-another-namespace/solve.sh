#!/bin/bash
set -eu
kubectl apply --filename - <<'YAML'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny
  namespace: street
spec:
  podSelector: {}
  policyTypes: [Ingress]
YAML
