#!/bin/bash
set -u
. "$CHECK_LIB"

look
if [ "$(policies_in shop)" = 0 ]; then
  elsewhere=$(jq --raw-output '[.items[] | select(.kind == "NetworkPolicy") | .metadata.namespace] | unique | join(", ")' <<<"$STATE")
  [ -z "$elsewhere" ] || not_yet "A policy is about pods of its own namespace, and shop has none." "a policy in shop" "policies in $elsewhere"
  not_yet "shop has no policy, and pods that no policy selects take every connection." "a policy in shop" "none"
fi

# A pod that nobody has thought of yet is the test of a default.
if [ "$(flow street/intruder shop/+ 80)" = open ]; then
  by=$(openers street/intruder shop/+ 80)
  [ -z "$by" ] || not_yet "A policy lets everybody in again. Policies add up: what one of them allows, no other takes back." "no policy that allows it" "$by"
  not_yet "There are policies, but a pod that is added to shop tomorrow is selected by none of them for ingress, and so it is open. A default selects all pods, whatever their labels." \
    "every pod of shop closed to the intruder" "a pod without labels is open"
fi
for door in db:6379 api:8080 api:9090; do
  [ "$(flow street/intruder "shop/${door%:*}" "${door#*:}")" != open ] || not_yet "The default is there, and a policy lets the intruder through it." \
    "closed" "street/intruder to ${door%:*}:${door#*:}, by $(openers street/intruder "shop/${door%:*}" "${door#*:}")"
done
is_found closed street/intruder db.shop:6379
is_found closed street/intruder api.shop:80
exit 0
