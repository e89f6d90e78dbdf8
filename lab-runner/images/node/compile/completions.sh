#!/bin/bash
# What the shell of a lab completes: made once, because a kubectl takes a quarter of a second to print its own.
. "$(dirname "$0")/common.sh"
mkdir -p "$OUT/completions"
"$RESULTS/kubernetes/bin/kubectl" completion bash >"$OUT/completions/kubectl"
"$RESULTS/kind/bin/kind" completion bash >"$OUT/completions/kind"
