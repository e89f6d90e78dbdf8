#!/bin/bash
set -eu
sed -i 's|^CMD .*|CMD ["./start.sh"]|' Dockerfile
docker build --build-arg VERSION=1.5 --tag shop:1.5 .
docker run --detach --name brief shop:1.5
until docker logs brief | grep -q open; do sleep 0.2; done
docker stop brief
