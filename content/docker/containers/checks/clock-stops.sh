#!/bin/bash
set -u
. "$CHECK_LIB"

state=$(docker inspect --type container --format '{{.State.Status}}' clock 2>/dev/null) \
  || not_yet "There is no container named clock, so nothing tells how it ended. Make it anew, then stop it without removing it."
if [ "$state" != exited ]; then
  not_yet "The container clock has not ended. Stop it, then look at its exit code." "exited" "$state"
fi
if ! docker logs --tail 1 clock 2>/dev/null | grep -q '[0-9]:[0-9]'; then
  not_yet "The container clock has ended without printing the time. It should do its work until it is asked to stop."
fi

code=$(docker inspect --format '{{.State.ExitCode}}' clock) || exit 2
case $code in
  0 | 143) exit 0 ;;
  137) not_yet "clock did not answer SIGTERM, so it was killed. Its shell is process 1, which gets no signal that it doesn't handle." \
    "exit code 143 or 0" "exit code 137" ;;
  *) not_yet "clock ended by itself, with an error of its own, before SIGTERM could end it. Read its log." "exit code 143 or 0" "exit code $code" ;;
esac
