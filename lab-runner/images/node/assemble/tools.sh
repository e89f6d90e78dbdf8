#!/bin/bash
# Puts the programs of a lab's terminal into the folder OUT, each as a whole: sandboxes that run see it.
set -euo pipefail
put() { # put FILE FOLDER
  mkdir -p "$OUT/$2"
  install -m 755 "$1" "$OUT/$2/.new"
  mv "$OUT/$2/.new" "$OUT/$2/$(basename "$1")"
}
for product in "$@"; do
  for file in "$RESULTS/$product"/bin/*; do
    case $(basename "$file") in
      kube | image-tar | drydock-cni | '*') ;;
      *) put "$file" bin ;;
    esac
  done
  for file in "$RESULTS/$product"/completions/*; do
    [ ! -f "$file" ] || put "$file" completions
  done
done
