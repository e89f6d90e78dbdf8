#!/bin/sh
# Options alone mean the server's; the server runs as redis, not as root.
set -e
case "${1:-}" in -* | *.conf) set -- redis-server "$@" ;; esac
if [ "$1" = redis-server ]; then
  case "$*" in *protected-mode* | *.conf*) ;; *) set -- "$@" --protected-mode no ;; esac
  if [ "$(id -u)" = 0 ]; then
    find . ! -user redis -exec chown redis '{}' +
    # shellcheck disable=SC2016 # the inner shell is to see these
    exec su -s /bin/sh -- redis -c 'exec "$0" "$@"' "$@"
  fi
fi
exec "$@"
