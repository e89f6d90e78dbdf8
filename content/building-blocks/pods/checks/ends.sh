#!/bin/bash
set -u
. "$CHECK_LIB"

find_pod batch
if [ "$(of_pod .status.phase)" = Succeeded ]; then exit 0; fi
policy=$(of_pod .spec.restartPolicy)
ended=$(of_pod '.status.containerStatuses[0] | (.lastState.terminated // .state.terminated).exitCode | tostring | select(. != "null")')
if [ "$policy" = Always ] && [ -n "$ended" ]; then
  not_yet "batch ended with exit code $ended, and was started again: its restart policy knows no such thing as done. Each time it bills the customers once more." \
    "a restart policy that lets it end" "Always"
fi
if [ "$policy" = Always ]; then
  not_yet "batch is kept running. Work that is done should end, and a pod that has ended holds no memory and no CPU of a node." \
    "phase Succeeded" "phase $(of_pod .status.phase), restart policy Always"
fi
not_yet "batch has not ended well yet. It needs about two seconds." "phase Succeeded" "phase $(of_pod .status.phase), $(state_of_pod)"
