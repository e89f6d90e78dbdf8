#!/bin/bash
set -eu

# task: pulled
sed -i 's/ngnix/nginx/' web.yaml
kubectl apply --filename web.yaml
kubectl wait --for=condition=Ready pod/web --timeout=120s

# task: placed
kubectl label node lab-control-plane disk=ssd --overwrite
sed -i 's/cpu: "250"/cpu: 250m/' ledger.yaml
kubectl replace --force --filename ledger.yaml
kubectl wait --for=condition=Ready pod/ledger --timeout=120s

# task: stays-up
sed -i 's|mountPath: /etc/orders|mountPath: /config|' orders.yaml
kubectl replace --force --filename orders.yaml
kubectl wait --for=condition=Ready pod/orders --timeout=120s

# task: ends
sed -i 's/^spec:/spec:\n  restartPolicy: OnFailure/' batch.yaml
kubectl replace --force --filename batch.yaml
kubectl wait --for=jsonpath='{.status.phase}'=Succeeded pod/batch --timeout=120s

# task: starts-in-order
kubectl expose pod stock --port 6379
kubectl wait --for=condition=Ready pod/front --timeout=120s

# task: no-host
kubectl label namespace yard pod-security.kubernetes.io/enforce=baseline --overwrite
kubectl delete pod agent --ignore-not-found
