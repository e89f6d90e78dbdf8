#!/bin/bash
set -u
. "$CHECK_LIB"

find_pod ledger
cpu=$(of_pod '.spec.containers[0].resources.requests.cpu')
reason=$(of_pod '.status.reason')
if [ "$(of_pod .status.phase)" = Failed ]; then
  not_yet "Somebody sent ledger past the scheduler, straight to a node, and the kubelet there did the sums itself: it refused." \
    "a request that fits" "${reason:-Failed}, with a request of ${cpu:-no} CPU"
fi
if [ -z "$(of_pod .spec.nodeName)" ]; then
  why=$(of_pod '.status.conditions[]? | select(.type == "PodScheduled") | .message')
  not_yet "The scheduler finds no node for ledger. It says why for each node, but only the first reason, so there may be another behind it." \
    "a node" "${why%%. *}"
fi
if [ -z "$cpu" ]; then
  not_yet "ledger runs and asks for no CPU at all, so the scheduler keeps none for it: on a full node it gets what the others leave." \
    "a request for CPU" "none"
fi
if ! is_ready; then not_yet "ledger has its node and is not running yet." "Ready" "$(state_of_pod)"; fi
exit 0
