#!/bin/bash
set -u
. "$CHECK_LIB"
home=/home/learner/${LAB_FOLDER##*/}
page=site/index.html

id=$(docker ps --filter publish=8080 --format '{{.ID}}' | head -n 1) || exit 2
[ -n "$id" ] || not_yet "No running container publishes port 8080." "a web server on port 8080" "none"

if [ -L site ] || [ -L "$page" ] || [ ! -f "$page" ]; then
  not_yet "Your page site/index.html is not there. Make it again, as an ordinary file in the folder site."
fi

mounted=$(docker inspect --format '{{range .Mounts}}{{println .Source}}{{end}}' "$id" | grep -c "^$home\(/\|$\)")
if [ "$mounted" -eq 0 ]; then
  not_yet "The container on port 8080 does not mount your folder. What it serves is its own copy, so what you write in the editor will never show." \
    "a mount from $home/site" "no mount from your folder"
fi

body=$(mktemp)
trap 'rm -f "$body"' EXIT
status=$(curl --silent --max-time 3 --max-filesize 1000000 --output "$body" --write-out '%{http_code}' http://127.0.0.1:8080/) \
  || not_yet "Nothing answers on port 8080, although a container publishes it. nginx listens on port 80: publish 8080:80."
if [ "$status" = 403 ]; then
  not_yet "The server finds no index.html where it looks. Mount the folder site itself, not the folder around it." "status 200" "status 403"
fi
[ "$status" = 200 ] || not_yet "The server on port 8080 does not serve a page." "status 200" "status $status"
if ! cmp -s "$body" "$page"; then
  not_yet "The page on port 8080 is not the one in your folder. nginx takes its pages from /usr/share/nginx/html: your mount has to end there." \
    "the content of site/index.html" "$(grep -o -m 1 '<h1>.*</h1>' "$body" | head -c 80)"
fi
if grep -q 'Nobody has changed me yet' "$page"; then
  not_yet "Your page is served, with the headline that it came with. Open site/index.html in the editor and write your own." \
    "a headline of your own" "Nobody has changed me yet"
fi
exit 0
