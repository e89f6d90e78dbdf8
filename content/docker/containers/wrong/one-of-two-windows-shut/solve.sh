#!/bin/bash
set -eu
sed -i 's|--publish 8081:8000|--publish 127.0.0.1:8081:8000 --publish 8000:8000|' start-orders.sh
./start-orders.sh
curl --silent --retry 30 --retry-all-errors --retry-delay 1 --output /dev/null http://127.0.0.1:8081/health
