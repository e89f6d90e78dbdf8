#!/bin/bash
set -eu
printf '%s\n' 'FROM node:alpine' 'WORKDIR /shop' 'COPY . .' 'CMD ./start.sh' > Dockerfile
docker build --tag shop:1.0 .
docker run --detach --name shop --publish 8080:8080 shop:1.0
docker wait shop
