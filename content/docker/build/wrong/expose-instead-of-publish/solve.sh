#!/bin/bash
set -eu
printf '%s\n' 'FROM node:alpine' 'WORKDIR /shop' 'COPY . .' 'RUN node tools/install.mjs' 'EXPOSE 8080' 'CMD ./start.sh' > Dockerfile
docker build --tag shop:1.0 .
docker run --detach --name shop shop:1.0
