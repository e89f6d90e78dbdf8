#!/bin/bash
set -eu
docker tag shop:1.4 shop:stable
docker rm --force shop
docker run --detach --name shop --publish 8080:8080 shop:stable
