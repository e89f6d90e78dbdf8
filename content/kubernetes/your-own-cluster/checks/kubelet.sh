#!/bin/bash
set -u
. "$CHECK_LIB"

find_node
find_api
after_shift tuesday
available=$(ask get deployment reports --output jsonpath='{.status.availableReplicas}' 2>/dev/null)
ready=$(node_ready)
if [ "$ready" = True ] && [ "${available:-0}" -ge 1 ]; then exit 0; fi

# Its process, seen from outside. While it dies at every start, there is one now and then, and never an old one.
oldest=$(docker top "$NODE" -eo pid,etimes,args | awk '$3 ~ /(^|\/)kubelet$/ && $2 > age { age = $2 } END { print age + 0 }') || exit 2
if [ "$oldest" -lt 4 ]; then
  not_yet "The node's kubelet does not stay up, or has only just come, so nobody starts reports there. While it dies, systemd starts it again and again, and the journal has its last words: docker exec $NODE journalctl --unit kubelet --lines 20." \
    "a kubelet that stays" "none that is older than four seconds"
fi
if [ "$ready" != True ]; then
  not_yet "The kubelet has not told the API server that the node is well. systemctl status kubelet on the node says how it is." "Ready is True" "Ready is $ready"
fi
not_yet "The node is Ready, or was a moment ago, and reports has not been started. It is the kubelet that starts pods: its journal says how it is." "1 pod available" "${available:-0}"
