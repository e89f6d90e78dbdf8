#!/bin/bash
# slim.sh OUT PATH...: copies files and folders into OUT with their chains of symlinks and their shared libraries.
set -eu
out=$1
shift

add() {
  local path=$1 folder target
  if [ ! -e "$path" ] && [ ! -L "$path" ]; then
    echo "slim.sh: $path is missing" >&2
    exit 1
  fi
  # /lib is a symlink to /usr/lib: everything is put at its true place.
  folder=$(realpath -m "$(dirname "$path")")
  path=$folder/$(basename "$path")
  if { [ -e "$out$path" ] || [ -L "$out$path" ]; } && [ ! -d "$path" ]; then return; fi
  mkdir -p "$out$folder"
  if [ -L "$path" ]; then
    cp -a "$path" "$out$path"
    target=$(readlink "$path")
    case $target in /*) ;; *) target=$folder/$target ;; esac
    add "$target"
  elif [ -d "$path" ]; then
    cp -a "$path" "$out$folder/"
    while IFS= read -r -d '' found; do add_libraries "$found"; done \
      < <(find "$path" -type f \( -perm /111 -o -name '*.so*' \) -print0)
  else
    cp -a "$path" "$out$folder/"
    add_libraries "$path"
  fi
}

add_libraries() {
  local library
  [ "$(head -c4 "$1" | tr -d '\0')" = $'\x7fELF' ] || return 0
  while read -r library; do add "$library"; done \
    < <({ ldd "$1" 2>/dev/null || true; } | grep -oE '/[^ ]+\.so[^ ]*' | sort -u)
}

for path in "$@"; do add "$path"; done
find "$out" -type f \( -perm /111 -o -name '*.so*' \) -exec strip --strip-unneeded {} + 2>/dev/null || true
