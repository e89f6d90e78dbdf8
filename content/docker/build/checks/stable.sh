#!/bin/bash
set -u
. "$CHECK_LIB"

wanted=$(docker image inspect --format '{{.Id}}' shop:1.5 2>/dev/null) \
  || not_yet "There is no image shop:1.5 yet, so nothing can be called stable." "an image shop:1.5" "none"
stable=$(docker image inspect --format '{{.Id}}' shop:stable 2>/dev/null) \
  || not_yet "No image is called shop:stable. Give shop:1.5 that name too." "shop:stable" "none"
if [ "$stable" != "$wanted" ]; then
  not_yet "shop:stable is another image than shop:1.5. Move the tag." "${wanted:7:12}" "${stable:7:12}"
fi

id=$(docker ps --filter publish=8080 --format '{{.ID}}' | head -n 1) || exit 2
[ -n "$id" ] || not_yet "No running container publishes port 8080." "a container of shop:stable" "none"
image=$(docker inspect --format '{{.Image}}' "$id") || exit 2
if [ "$image" != "$wanted" ]; then
  not_yet "The tag is right, but the container on port 8080 was made from another image and stays on it. Replace the container." \
    "${wanted:7:12}" "${image:7:12}"
fi
if ! curl --silent --max-time 3 --output /dev/null http://127.0.0.1:8080/; then
  not_yet "A container of shop:stable publishes port 8080, but nothing answers there. The shop inside listens on 8080." "an answer" "no answer"
fi
exit 0
