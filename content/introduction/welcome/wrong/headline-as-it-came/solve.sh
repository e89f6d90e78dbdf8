#!/bin/bash
set -eu
docker rm --force web
docker run --detach --name web --publish 8080:80 --volume "$PWD/site:/usr/share/nginx/html" nginx
curl --silent --retry 20 --retry-connrefused --retry-delay 1 --output /dev/null http://127.0.0.1:8080
