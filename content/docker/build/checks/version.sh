#!/bin/bash
set -u
. "$CHECK_LIB"

env=$(docker image inspect --format '{{range .Config.Env}}{{println .}}{{end}}' shop:1.4 2>/dev/null) \
  || not_yet "There is no image shop:1.4 yet. Build it with --build-arg VERSION=1.4." "an image shop:1.4" "none"

version=$(sed -n 's/^SHOP_VERSION=//p' <<<"$env" | head -n 1)
if [ "$version" = 1.4 ]; then exit 0; fi
if [ -n "$version" ]; then
  not_yet "The image has a version, but not the right one. What the build was given has to reach ENV." "SHOP_VERSION=1.4" "SHOP_VERSION=$version"
fi
if docker history --no-trunc --format '{{.CreatedBy}}' shop:1.4 | grep -q '^ARG VERSION'; then
  not_yet "The build took the version and forgot it again: ARG ends with the build. ENV keeps it in the image." \
    "SHOP_VERSION=1.4 in the image's environment" "only ARG VERSION"
fi
not_yet "The image shop:1.4 does not know its version. Setting it when a container is started doesn't help the next one." \
  "SHOP_VERSION=1.4 in the image's environment" "no SHOP_VERSION"
