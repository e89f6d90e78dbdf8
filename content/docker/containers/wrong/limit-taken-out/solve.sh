#!/bin/bash
set -eu
sed -i '/--memory/d' start-orders.sh
./start-orders.sh
answers() { curl --silent --retry 30 --retry-all-errors --retry-delay 1 --output /dev/null http://127.0.0.1:8081/health; }
answers
