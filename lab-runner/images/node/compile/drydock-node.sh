#!/bin/bash
# The node's agent with its plugin for the container runtime, and the program that writes the archives of images.
. "$(dirname "$0")/common.sh"
cd go
build -o "$OUT/bin/" ./cmd/image-tar ./cmd/drydock-cni
if [ -f cmd/drydock-node/main.go ]; then build -o "$OUT/bin/" ./cmd/drydock-node; else printf '#!/bin/sh\nsleep infinity\n' >"$OUT/bin/drydock-node"; fi
