#!/bin/bash
# Debian's Go fetches the Go that versions.json names; its checksum is compared with the one that is pinned there.
. "$(dirname "$0")/common.sh"
cd "$(mktemp -d)"
go version
version=$(jq -er .go.version "$node/versions.json")
arch=$(go env GOARCH)
pinned=$(jq -er --arg arch "$arch" '.go.sums[$arch]' "$node/versions.json")
got=$(cat "$GOMODCACHE/cache/download/golang.org/toolchain/@v/v0.0.1-$version.linux-$arch.ziphash")
if [ "$got" != "$pinned" ]; then
  echo "checksum mismatch: $version for $arch has $got, and versions.json says $pinned" >&2
  exit 1
fi
