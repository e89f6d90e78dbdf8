#!/bin/bash
set -u
. "$CHECK_LIB"
home=/home/learner/${LAB_FOLDER##*/}

id=$(docker ps --filter publish=8080 --format '{{.ID}}' | head -n 1) || exit 2
[ -n "$id" ] || not_yet "No running container publishes port 8080." "a web server on port 8080" "none"

mounts=$(docker inspect --format '{{range .Mounts}}{{.RW}} {{.Source}}{{println}}{{end}}' "$id" | grep " $home\(/\|$\)")
if [ -z "$mounts" ]; then
  not_yet "The container on port 8080 does not mount your folder, so it can't read your page either." \
    "a read-only mount of $home/site" "no mount from your folder"
fi
if grep -q '^true ' <<<"$mounts"; then
  not_yet "The container may still write into your folder: its mount is not a read-only one. Modes of files would not stop it, because it is root." \
    "\"RW\": false" "\"RW\": true for $(sed -n 's/^true //p' <<<"$mounts" | head -n 1)"
fi
if [ -f site/index.html ] && grep -q '<h1>Owned</h1>' site/index.html; then
  not_yet "The container can no longer write, but the intruder's headline is still on your page. Write your own again." "a headline of your own" "Owned"
fi
exit 0
