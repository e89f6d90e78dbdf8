#!/bin/bash
# kubectx and kubens are Debian's: the module proxy does not have them. Their completions come along.
. "$(dirname "$0")/common.sh"
for name in kubectx kubens; do
  cp -L "$(command -v $name)" "$OUT/bin/"
  mkdir -p "$OUT/completions"
  cp -L /usr/share/bash-completion/completions/$name "$OUT/completions/"
done
