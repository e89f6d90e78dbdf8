#!/bin/bash
set -eu
sed -i 's|^COPY . .|COPY . .\nRUN rm .env|' Dockerfile
docker build --tag shop:1.1 .
