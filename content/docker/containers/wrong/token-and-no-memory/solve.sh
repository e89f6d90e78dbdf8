#!/bin/bash
set -eu
# shellcheck disable=SC2016
sed -i 's|--memory 24m|--memory 24m --env ORDERS_TOKEN="$(cat secrets/orders-token)"|' start-orders.sh
./start-orders.sh
docker wait orders
