#!/bin/bash
set -eu
echo '*' > .dockerignore
printf '%s\n' 'FROM node:alpine' 'WORKDIR /shop' 'COPY . .' 'CMD ./start.sh' > Dockerfile
docker build --tag shop:1.1 .
