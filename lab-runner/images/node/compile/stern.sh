#!/bin/bash
. "$(dirname "$0")/common.sh"
module stern
LDFLAGS="-X github.com/stern/stern/cmd.version=$(version stern | tr -d v)"
build -o "$OUT/bin/stern" github.com/stern/stern
mkdir -p "$OUT/completions"
"$OUT/bin/stern" --completion bash >"$OUT/completions/stern"
