#!/bin/bash
set -eu

# task: hello
docker run hello-world

# task: answers
docker rm --force web 2>/dev/null || true
docker run --detach --name web --publish 8080:80 nginx
curl --silent --retry 20 --retry-connrefused --retry-delay 1 --output /dev/null http://127.0.0.1:8080

# task: own-page
docker rm --force web
docker run --detach --name web --publish 8080:80 \
  --volume "$PWD/site:/usr/share/nginx/html" nginx
sed -i 's|<h1>.*</h1>|<h1>My own words</h1>|' site/index.html
curl --silent --retry 20 --retry-connrefused --retry-delay 1 --output /dev/null http://127.0.0.1:8080

# task: read-only
docker rm --force web
docker run --detach --name web --publish 8080:80 \
  --volume "$PWD/site:/usr/share/nginx/html:ro" nginx
echo '<h1>Mine again</h1>' > site/index.html
curl --silent --retry 20 --retry-connrefused --retry-delay 1 --output /dev/null http://127.0.0.1:8080
