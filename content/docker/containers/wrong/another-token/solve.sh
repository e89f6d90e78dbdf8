#!/bin/bash
set -eu
sed -i 's|--env ORDERS_TOKEN=.*|--env ORDERS_TOKEN=letmein \\|' start-orders.sh
./start-orders.sh
curl --silent --retry 30 --retry-all-errors --retry-delay 1 --output /dev/null http://127.0.0.1:8081/health
