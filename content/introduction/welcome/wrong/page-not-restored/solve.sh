#!/bin/bash
set -eu
docker exec web sh -c 'echo "<h1>Owned</h1>" > /usr/share/nginx/html/index.html'
docker rm --force web
docker run --detach --name web --publish 8080:80 --volume "$PWD/site:/usr/share/nginx/html:ro" nginx
