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
modfile=()
build() { go build -mod=readonly "${modfile[@]}" -trimpath -ldflags "-s -w $LDFLAGS" "$@"; }

# Where the sources of a module are, fetched if need be.
sources() {
  go mod download "$1"
  go list -m -f '{{.Dir}}' "$1"
}

# changeable MODULE: from here on `build` takes that module from a copy, of which a few lines are changed. $copy is its folder.
changes=$(mktemp -d)
changeable() {
  copy=$changes/copy
  cp -r --no-preserve=mode "$(sources "$1")" "$copy"
  cp go.mod go.sum "$changes/"
  modfile=(-modfile "$changes/go.mod")
  go mod edit -replace "$1=$copy" "$changes/go.mod"
}

# change FILE SED: fails when the file no longer has what is to be replaced.
change() {
  sed "$2" "$copy/$1" >"$changes/new"
  if cmp -s "$copy/$1" "$changes/new"; then
    echo "$1 no longer has the line that is to be changed: $2" >&2
    exit 1
  fi
  mv "$changes/new" "$copy/$1"
}
