#!/bin/bash
. "$(dirname "$0")/common.sh"
module k9s
LDFLAGS="-X github.com/derailed/k9s/cmd.version=$(version k9s)"
build -o "$OUT/bin/k9s" github.com/derailed/k9s
mkdir -p "$OUT/completions"
"$OUT/bin/k9s" completion bash >"$OUT/completions/k9s"
