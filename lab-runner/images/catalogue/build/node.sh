#!/bin/bash
# node.sh: Debian's node finds parts of itself, and npm with all it needs, under /usr/share/nodejs.
set -eu
here=$(dirname "$0")
mapfile -t folders < <(node "$here/node-closure.mjs")
bash "$here/slim.sh" /o/node /usr/bin/node /usr/bin/npm /usr/bin/npx "${folders[@]}"
ln -sf node /o/node/usr/bin/nodejs
# Types, tests, maps and docs: nothing that runs.
find /o/node/usr/share/nodejs \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.cts' -o -name '*.d.mts' -o -iname 'readme*' \
  -o -iname 'changelog*' \) -delete
find /o/node/usr/share/nodejs -type d \( -name test -o -name tests -o -name man -o -name '@types' \) -prune -exec rm -rf {} +
