#!/bin/bash
set -eu
sed -i 's|8081:8000|0.0.0.0:8081:8000|' start-orders.sh
./start-orders.sh
