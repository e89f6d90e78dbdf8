#!/bin/bash
set -u
. "$CHECK_LIB"

find_node
find_api
after_shift monday
placed=$(ask get pods --selector app=orders --output json | jq '[.items[] | select(.spec.nodeName)] | length') || exit 2
scheduler=$(ask get pod "kube-scheduler-$NODE" --namespace kube-system --output json 2>/dev/null \
  | jq --raw-output '(.status.conditions[]? | select(.type == "Ready") | .status) as $ready | .status.containerStatuses[0] | "\($ready) \(.state | keys[0]) \(.restartCount)"')
if [ "${scheduler%% *}" != True ] && [ "$placed" -gt 0 ]; then
  not_yet "orders has a node because you gave it one. The scheduler is as it was, so the next pod waits as these did." "a scheduler that runs" "${scheduler#* } restarts"
fi
if [ "${scheduler%% *}" != True ]; then
  not_yet "The pods of orders have no node, and there is not one event to say why: the part that would write it is the part that is down. What runs on the node, crictl knows." \
    "a scheduler that runs" "${scheduler:-none}"
fi
available=$(ask get deployment orders --output jsonpath='{.status.availableReplicas}' 2>/dev/null)
[ "${available:-0}" -ge 2 ] || not_yet "The scheduler runs, and orders is not there yet." "2 pods available" "${available:-0}"
exit 0
