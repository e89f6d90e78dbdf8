#!/bin/bash
set -eu
# A probe tries again every two seconds.
sees() { until ./flows.sh | tr -s ' ' | grep -qx "$1"; do sleep 1; done; }
sells() { until curl --silent --max-time 6 http://127.0.0.1:30080 | grep -q lantern; do sleep 1; done; }

# task: loot
kubectl exec --namespace street deployment/intruder --container intruder -- \
  redis-cli -h db.shop HGETALL customer:1 > loot.txt

# task: deny
cat > policies/deny.yaml <<'YAML'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress]
YAML
kubectl apply --filename policies/deny.yaml
sees 'street/intruder db.shop:6379 closed'
sees 'street/intruder api.shop:80 closed'

# task: needed
cat > policies/needed.yaml <<'YAML'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Ingress]
  ingress:
    - ports:
        - port: 80
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
  namespace: shop
spec:
  podSelector: {matchLabels: {app: api}}
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector: {matchLabels: {app: web}}
      ports:
        - port: 8080
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
  namespace: shop
spec:
  podSelector: {matchLabels: {app: db}}
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector: {matchLabels: {app: api}}
      ports:
        - port: 6379
YAML
kubectl apply --filename policies/needed.yaml
sells
sees 'shop/web db.shop:6379 closed'

# task: metrics
cat > policies/metrics.yaml <<'YAML'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: metrics
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: api
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: monitoring
          podSelector:
            matchLabels:
              app: scraper
      ports:
        - port: 9090
YAML
kubectl apply --filename policies/metrics.yaml
sees 'monitoring/scraper api.shop:9090 open'
sees 'monitoring/notebook api.shop:9090 closed'

# task: egress
cat > policies/egress.yaml <<'YAML'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: egress
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}
          podSelector: {matchLabels: {k8s-app: kube-dns}}
      ports:
        - {port: 53, protocol: UDP}
        - {port: 53, protocol: TCP}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web-to-api
  namespace: shop
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Egress]
  egress:
    - to:
        - podSelector: {matchLabels: {app: api}}
      ports:
        - port: 8080
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api-to-db
  namespace: shop
spec:
  podSelector: {matchLabels: {app: api}}
  policyTypes: [Egress]
  egress:
    - to:
        - podSelector: {matchLabels: {app: db}}
      ports:
        - port: 6379
YAML
kubectl apply --filename policies/egress.yaml
sells
sees 'shop/api drop.street:80 closed'
sees 'shop/api db.shop:6379 open'

# task: quarantine
suspect=$(kubectl get pods --selector app=api --output name)
kubectl label "$suspect" app=quarantined --overwrite
kubectl rollout status deployment/api --timeout=120s
sells
