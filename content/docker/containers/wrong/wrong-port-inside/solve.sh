#!/bin/bash
set -eu
# shellcheck disable=SC2016
sed -i 's|--memory 24m|--memory 96m --env ORDERS_TOKEN="$(cat secrets/orders-token)"|; s|8081:8000|8081:8081|' start-orders.sh
./start-orders.sh
