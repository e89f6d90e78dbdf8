#!/bin/bash
set -eu
answers() { curl --silent --retry 30 --retry-all-errors --retry-delay 1 --output /dev/null http://127.0.0.1:8080; }

# task: answers
cat > Dockerfile <<'DOCKERFILE'
FROM node:alpine
WORKDIR /shop
COPY . .
RUN node tools/install.mjs
CMD ./start.sh
DOCKERFILE
docker build --tag shop:1.0 .
docker run --detach --name shop --publish 8080:8080 shop:1.0
answers

# task: no-secret
printf '%s\n' .env .git node_modules Dockerfile .dockerignore > .dockerignore
docker build --tag shop:1.1 .

# task: cache
cat > Dockerfile <<'DOCKERFILE'
FROM node:alpine
WORKDIR /shop
COPY package.json vendor.lock ./
COPY tools ./tools
COPY vendor ./vendor
RUN node tools/install.mjs
COPY . .
CMD ./start.sh
DOCKERFILE
docker build --tag shop:1.2 .
sed -i 's/1890/1990/' goods.mjs
docker build --tag shop:1.3 .

# task: version
# shellcheck disable=SC2016
sed -i 's|^CMD|ARG VERSION=unknown\nENV SHOP_VERSION=$VERSION\nCMD|' Dockerfile
docker build --build-arg VERSION=1.4 --tag shop:1.4 .

# task: stops
sed -i 's|^CMD .*|CMD ["node", "server.mjs"]|' Dockerfile
docker build --build-arg VERSION=1.5 --tag shop:1.5 .
docker run --detach --name brief shop:1.5
until docker logs brief | grep -q open; do sleep 0.2; done
docker stop brief

# task: stable
docker tag shop:1.5 shop:stable
docker rm --force shop
docker run --detach --name shop --publish 8080:8080 shop:stable
answers
