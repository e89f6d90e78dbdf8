#!/bin/bash
set -u
. "$CHECK_LIB"

if ! docker image inspect shop:1.0 >/dev/null 2>&1; then
  not_yet "There is no image shop:1.0 yet. Write the Dockerfile, then build it under that name." "an image shop:1.0" "none"
fi

answer=$(curl --silent --max-time 3 --max-filesize 100000 http://127.0.0.1:8080/)
if [[ "$answer" == "Chandler's shop"* ]]; then exit 0; fi
if [ -n "$answer" ]; then
  not_yet "Something answers on port 8080, but it is not the shop." "Chandler's shop" "$(head -n 1 <<<"$answer" | head -c 80)"
fi

id=$(docker ps --all --latest --filter ancestor=shop:1.0 --format '{{.ID}}') || exit 2
[ -n "$id" ] || not_yet "The image shop:1.0 is built, but no container was made from it." "an answer on port 8080" "no container of shop:1.0"

state=$(docker inspect --format '{{.State.Status}}' "$id") || exit 2
if [ "$state" != running ]; then
  code=$(docker inspect --format '{{.State.ExitCode}}' "$id")
  last=$(docker logs --tail 30 "$id" 2>&1 | grep -m 1 -i 'error\|not found\|denied' | head -c 160)
  not_yet "A container of shop:1.0 was started and is not running. Its log says why." "a running container" "$state, exit code $code. $last"
fi
if ! docker port "$id" | grep -q ':8080$'; then
  not_yet "The shop is running, but its container does not publish port 8080. EXPOSE in a Dockerfile only documents a port; --publish opens it." \
    "8080/tcp -> 0.0.0.0:8080" "$(docker port "$id" | head -n 1)"
fi
not_yet "A container of shop:1.0 publishes port 8080, and nothing answers there. The shop inside listens on 8080." \
  "8080/tcp -> 0.0.0.0:8080" "$(docker port "$id" | head -n 1)"
