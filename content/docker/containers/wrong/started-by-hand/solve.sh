#!/bin/bash
set -eu
curl --silent 'http://127.0.0.1:8081/orders?limit=banana' || true
docker wait orders
docker start orders
curl --silent --retry 30 --retry-all-errors --retry-delay 1 --output /dev/null http://127.0.0.1:8081/health
