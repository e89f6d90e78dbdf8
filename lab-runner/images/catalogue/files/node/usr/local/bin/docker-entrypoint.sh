#!/bin/sh
# Options, or a file to run, mean node's; everything else is a command.
set -e
case "${1:-}" in -*) set -- node "$@" ;; esac
if [ -f "$1" ] && [ ! -x "$1" ]; then set -- node "$@"; fi
if ! command -v "$1" >/dev/null 2>&1; then set -- node "$@"; fi
exec "$@"
