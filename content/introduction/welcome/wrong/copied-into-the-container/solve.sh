#!/bin/bash
set -eu
sed -i 's|<h1>.*</h1>|<h1>My own words</h1>|' site/index.html
docker rm --force web
docker run --detach --name web --publish 8080:80 nginx
docker cp site/index.html web:/usr/share/nginx/html/index.html
