#!/bin/bash
set -eu
docker build --tag shop:1.4 .
docker rm --force shop
docker run --detach --name shop --env SHOP_VERSION=1.4 --publish 8080:8080 shop:1.4
curl --silent --retry 30 --retry-all-errors --retry-delay 1 --output /dev/null http://127.0.0.1:8080
