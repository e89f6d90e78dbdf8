#!/bin/bash
set -eu
docker tag shop:1.4 shop:stable
docker rm --force shop
docker run --detach --name shop --publish 8080:8080 shop:stable
curl --silent --retry 30 --retry-all-errors --retry-delay 1 --output /dev/null http://127.0.0.1:8080
