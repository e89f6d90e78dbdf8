#!/bin/bash
set -u
. "$CHECK_LIB"

for tag in 1.2 1.3; do
  if ! docker image inspect "shop:$tag" >/dev/null 2>&1; then
    not_yet "There is no image shop:$tag yet. Build shop:1.2, change the source, and build shop:1.3." "images shop:1.2 and shop:1.3" "no shop:$tag"
  fi
done

# Names of an image's layers, one a line. A name is the hash of the layer's content.
layers() { docker image inspect --format '{{range .RootFS.Layers}}{{println .}}{{end}}' "$1" | sed -n 's/^sha256:\([0-9a-f]*\)$/\1/p'; }
before=$(layers shop:1.2)
after=$(layers shop:1.3)
if [ "$before" = "$after" ]; then
  not_yet "shop:1.2 and shop:1.3 hold the same files, so they prove nothing. Change goods.mjs between the two builds." \
    "another price in shop:1.3" "the same layers in both"
fi

# The layers of both that hold the installed dependencies. Each layer is a tar in the tar that docker save writes.
# shellcheck disable=SC2016
installed=$(docker save shop:1.2 shop:1.3 | tar --extract --file - --to-command='
  case $TAR_FILENAME in
    blobs/sha256/*) tar --list --file - 2>/dev/null | grep --count "node_modules/tariff/index.mjs" >/dev/null && echo "${TAR_FILENAME##*/}" ;;
  esac
  cat >/dev/null')
old=$(grep --fixed-strings --line-regexp -- "$installed" <<<"$before")
new=$(grep --fixed-strings --line-regexp -- "$installed" <<<"$after")
for tag in 1.2 1.3; do
  if [ "$tag" = 1.2 ]; then found=$old; else found=$new; fi
  if [ -z "$installed" ] || [ -z "$found" ]; then
    not_yet "The image shop:$tag has no installed dependencies: tools/install.mjs has to run in the build." "node_modules/tariff in shop:$tag" "none"
  fi
done
if [ "$old" != "$new" ]; then
  not_yet "The change of source made the dependencies install again. Something above that RUN copies files that you changed." \
    "layer ${old:0:12} in both" "layer ${new:0:12} in shop:1.3"
fi
exit 0
