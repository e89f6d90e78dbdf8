# shellcheck shell=bash
# Sourced by the scripts beside it. They run in the compile container with
#   OUT        the empty folder that their results go to
#   /node      a copy of this folder (lab-runner/images/node)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
node=$PWD
GOTOOLCHAIN=$(jq -er .go.version versions.json)
export GOTOOLCHAIN
mkdir -p "$OUT/bin"

version() { jq -er --arg name "$1" '.products[$name].version' "$node/versions.json"; }

# module PRODUCT: goes to the Go module that it is built from, which must hold the version and the checksum of versions.json.
module() {
  cd "$node/$(jq -er --arg name "$1" '.products[$name].folder' "$node/versions.json")"
  local line
  line=$(jq -er --arg name "$1" '.products[$name] | "\(.module) \(.version) \(.sum)"' "$node/versions.json")
  if ! grep -qxF "$line" go.sum; then
    echo "checksum mismatch: versions.json says '$line', and go.sum of $PWD does not" >&2
    exit 1
  fi
}

LDFLAGS=
build() { go build -mod=readonly -trimpath -ldflags "-s -w $LDFLAGS" "$@"; }

# Where the sources of a module are, fetched if need be.
sources() {
  go mod download "$1"
  go list -m -f '{{.Dir}}' "$1"
}

# A few lines of other people's sources are changed on their way into the compiler, by go build's overlay.
changes=$(mktemp -d)
overlay=$changes/overlay.json
echo '{"Replace":{}}' >"$overlay"
replaced() {
  jq --arg original "$1" --arg changed "$2" '.Replace[$original] = $changed' "$overlay" >"$overlay.new"
  mv "$overlay.new" "$overlay"
}

# change FILE SED: fails when the file no longer has what is to be replaced.
change() {
  local changed
  changed=$(jq -r --arg file "$1" '.Replace[$file] // $file' "$overlay")
  sed "$2" "$changed" >"$changes/new"
  if cmp -s "$changed" "$changes/new"; then
    echo "$1 no longer has the line that is to be changed: $2" >&2
    exit 1
  fi
  changed=$changes/$(echo "$1" | tr / _)
  mv "$changes/new" "$changed"
  replaced "$1" "$changed"
}
