#!/bin/bash
set -u
. "$CHECK_LIB"

state=$(docker ps --all --filter 'name=^ship$' --format '{{.State}}') || exit 2
[ "$state" = running ] && exit 0
[ -n "$state" ] || not_yet "There is no container named ship." "a running container named ship" "none"
not_yet "The container ship is there, but it does not run." "running" "$state"
