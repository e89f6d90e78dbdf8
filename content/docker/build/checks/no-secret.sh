#!/bin/bash
set -u
. "$CHECK_LIB"
# The same as in files/.env. Not read from there: the learner's files are theirs to swap.
key=dd-key-3fb8c2d07a91

if ! docker image inspect shop:1.1 >/dev/null 2>&1; then
  not_yet "There is no image shop:1.1 yet. Keep the key out of the build, then build under that name." "an image shop:1.1" "none"
fi

settings=$(docker image inspect shop:1.1 && docker history --no-trunc shop:1.1) || exit 2
if grep -qF "$key" <<<"$settings"; then
  not_yet "The key is written in the settings or the history of shop:1.1, which docker history shows to everybody who has the image." \
    "no key in docker history --no-trunc shop:1.1" "$(grep -F "$key" <<<"$settings" | head -n 1 | sed "s/$key/.../g; s/^[ \"]*//" | head -c 80)"
fi
# One pass over all layers: the key that must not be there, and the program that must.
found=$(docker save shop:1.1 | grep --text --fixed-strings --only-matching -e "$key" -e "Chandler's shop" | sort -u)
if [[ "$found" == *"$key"* ]]; then
  if docker history --no-trunc --format '{{.CreatedBy}}' shop:1.1 | grep -q '\brm\b.*\.env'; then
    not_yet "The file was deleted in a later layer, but the layer that brought it is still in the image, and docker save gives it back." \
      "the key in no layer" "the key in a layer below the deletion"
  fi
  not_yet "The key is in a layer of shop:1.1. It came with the files that COPY took, so keep it out of what COPY can take." \
    "the key in no layer" "the key in the output of docker save shop:1.1"
fi
if [ -z "$found" ]; then
  not_yet "shop:1.1 does not hold the key, nor the shop. Leave out the secret, not the program." "server.mjs in the image" "no server.mjs"
fi
exit 0
