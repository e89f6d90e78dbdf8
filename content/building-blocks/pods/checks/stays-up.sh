#!/bin/bash
set -u
. "$CHECK_LIB"

find_pod orders
if is_ready; then exit 0; fi
if [ "$(of_pod .status.phase)" = Failed ]; then
  not_yet "Now nobody starts orders again, and it is as dead as before. Not the restarts are the trouble, but what makes it end." \
    "a container that runs" "phase Failed, restart policy $(of_pod .spec.restartPolicy)"
fi
died=$(of_pod '.status.containerStatuses[0] | (.state.terminated // .lastState.terminated).exitCode')
if [ -n "$died" ]; then
  not_yet "orders starts, ends and is started again. Its last words are in the log of the container before: kubectl logs orders --previous." \
    "ready" "$(state_of_pod), $(of_pod '.status.containerStatuses[0].restartCount') restarts, last exit code $died"
fi
not_yet "orders is not open yet. It takes two seconds, then it says in its log whether it is." "ready" "$(state_of_pod)"
