#!/bin/bash
# kubectx and kubens are Debian's, with their completions: the module proxy does not have them.
. "$(dirname "$0")/common.sh"
mkdir -p "$OUT/completions"
for name in kubectx kubens; do
  cp -L "$(command -v $name)" "$OUT/bin/"
  cp -L "/usr/share/bash-completion/completions/$name.bash" "$OUT/completions/$name"
done
