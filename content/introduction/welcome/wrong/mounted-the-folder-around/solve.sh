#!/bin/bash
set -eu
sed -i 's|<h1>.*</h1>|<h1>My own words</h1>|' site/index.html
docker rm --force web
docker run --detach --name web --publish 8080:80 --volume "$PWD:/usr/share/nginx/html" nginx
curl --silent --retry 20 --retry-connrefused --retry-delay 1 --output /dev/null http://127.0.0.1:8080
