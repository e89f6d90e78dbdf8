#!/bin/bash
set -u
. "$CHECK_LIB"

statuses=$(docker ps --all --filter ancestor=hello-world --format '{{.Status}}') || exit 2

if grep -q '^Exited (0)' <<<"$statuses"; then exit 0; fi
if [ -n "$statuses" ]; then
  not_yet "There is a container of hello-world, but it has not run to its end." "Exited (0)" "$(head -n 1 <<<"$statuses")"
fi
if docker image inspect hello-world >/dev/null 2>&1; then
  not_yet "The image hello-world is here, but no container of it. If you ran it with --rm, it was removed as soon as it ended: run it without." \
    "one container of hello-world in docker ps --all" "none"
fi
not_yet "No container of hello-world has run on this machine. Start one in the terminal." \
  "one container of hello-world in docker ps --all" "none"
