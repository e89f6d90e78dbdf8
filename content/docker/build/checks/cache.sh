#!/bin/bash
set -u
. "$CHECK_LIB"

for tag in 1.2 1.3; do
  if ! docker image inspect "shop:$tag" >/dev/null 2>&1; then
    not_yet "There is no image shop:$tag yet. Build shop:1.2, change the source, and build shop:1.3." "images shop:1.2 and shop:1.3" "no shop:$tag"
  fi
done

layers() { docker image inspect --format '{{json .RootFS.Layers}}' "$1"; }
if [ "$(layers shop:1.2)" = "$(layers shop:1.3)" ]; then
  not_yet "shop:1.2 and shop:1.3 hold the same files, so they prove nothing. Change goods.mjs between the two builds." \
    "another price in shop:1.3" "the same layers in both"
fi

# Names of the layers that hold the installed dependencies, one a line. The name is the hash of the content.
dependencies() {
  # shellcheck disable=SC2016
  docker save "$1" | tar --extract --file - --to-command='
    case $TAR_FILENAME in blobs/*|*/layer.tar) ;; *) cat >/dev/null; exit 0 ;; esac
    if tar --list --file - 2>/dev/null | grep --count "node_modules/tariff/index.mjs" >/dev/null; then echo "$TAR_FILENAME"; fi
    cat >/dev/null' 2>/dev/null
}
before=$(dependencies shop:1.2)
after=$(dependencies shop:1.3)
for tag in 1.2 1.3; do
  if [ "$tag" = 1.2 ]; then found=$before; else found=$after; fi
  [ -n "$found" ] || not_yet "The image shop:$tag has no installed dependencies: tools/install.mjs has to run in the build." \
    "node_modules/tariff in shop:$tag" "none"
done
if [ "$before" != "$after" ]; then
  not_yet "The change of source made the dependencies install again. Something above that RUN copies files that you changed." \
    "the layer ${before: -12} in both" "${after: -12} in shop:1.3"
fi
exit 0
