#!/bin/bash
set -eu
sed -i 's|^CMD|ARG VERSION=unknown\nCMD|' Dockerfile
docker build --build-arg VERSION=1.4 --tag shop:1.4 .
