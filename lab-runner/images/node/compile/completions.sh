#!/bin/bash
# What the shell of a lab completes: made once, because a kubectl takes a quarter of a second to print its own.
. "$(dirname "$0")/common.sh"
mkdir -p "$OUT/completions"
for tool in kubernetes/kubectl kind/kind stern/stern; do
  name=${tool#*/}
  case $name in
    stern) "$RESULTS/stern/bin/stern" --completion bash >"$OUT/completions/$name" ;;
    *) "$RESULTS/${tool%/*}/bin/$name" completion bash >"$OUT/completions/$name" ;;
  esac
done
