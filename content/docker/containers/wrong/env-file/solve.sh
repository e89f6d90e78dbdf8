#!/bin/bash
set -eu
sed 's/^/ORDERS_TOKEN=/' secrets/orders-token > secrets/orders.env
sed -i 's|--env ORDERS_TOKEN=.*|--env-file secrets/orders.env \\|' start-orders.sh
./start-orders.sh
curl --silent --retry 30 --retry-all-errors --retry-delay 1 --output /dev/null http://127.0.0.1:8081/health
