#!/bin/bash
set -eu
kubectl label pod --selector app=api quarantine=yes
kubectl apply --filename - <<'YAML'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: quarantine
  namespace: shop
spec:
  podSelector: {matchLabels: {quarantine: "yes"}}
  policyTypes: [Ingress, Egress]
YAML
