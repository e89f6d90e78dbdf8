#!/bin/bash
set -eu
printf '%s\n' 'FROM node:alpine' 'WORKDIR /shop' 'COPY . .' 'RUN node tools/install.mjs' 'CMD ./start.sh' > Dockerfile
docker build --tag shop:1.0 .
