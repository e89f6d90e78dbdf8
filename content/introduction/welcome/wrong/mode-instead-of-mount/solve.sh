#!/bin/bash
set -eu
docker rm --force web
docker run --detach --name web --publish 8080:80 --volume "$PWD/site:/usr/share/nginx/html" nginx
echo '<h1>Mine again</h1>' > site/index.html
chmod -R a-w site
