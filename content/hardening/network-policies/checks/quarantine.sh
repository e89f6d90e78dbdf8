#!/bin/bash
set -u
. "$CHECK_LIB"

look
# Pods that the alarm has named, or that were taken out of the Deployment api, and that run: name and label app.
suspects=$(jq --raw-output '.items[] | select(.kind == "Pod" and .metadata.namespace == "shop" and .status.phase == "Running")
  | select(.metadata.deletionTimestamp | not)
  | select(.metadata.annotations.alarm or (.metadata.name | startswith("api-")) and (.metadata.ownerReferences | not))
  | "\(.metadata.name) \(.metadata.labels.app // "none")"' <<<"$STATE")
if [ -z "$suspects" ]; then
  not_yet "The suspect pod is gone, and with it what was in its memory and its files, and whatever tells how the intruder came in. In this lab you may practise on its successor: take that out of service, running." \
    "a pod of api that runs and serves nobody" "none"
fi
while read -r name app; do
  owner=$(jq --raw-output --arg name "$name" '.items[] | select(.kind == "Pod" and .metadata.name == $name) | .metadata.ownerReferences // [] | map(.name) | join(", ")' <<<"$STATE")
  for way in "shop/@$name shop/db 6379" "shop/web shop/@$name 8080" "monitoring/scraper shop/@$name 9090"; do
    read -r from to port <<<"$way"
    [ "$(flow "$from" "$to" "$port")" != open ] || not_yet "The suspect pod $name still has its old connections. A policy that allows nothing takes nothing away from those that allow something: they find the pod by its label." \
      "a label that no policy knows" "app=$app, and $from reaches $to"
  done
  [ -z "$owner" ] || not_yet "$name is cut off and still counts as one of the pods of api, so nobody makes another in its place." "no owner" "$owner"
done <<<"$suspects"
shop_is_open "The suspect is out of service, and its successor does not serve yet."
exit 0
