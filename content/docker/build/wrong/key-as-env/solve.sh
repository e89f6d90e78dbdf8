#!/bin/bash
set -eu
echo .env > .dockerignore
sed -i "s|^COPY . .|COPY . .\nENV $(cat .env)|" Dockerfile
docker build --tag shop:1.1 .
