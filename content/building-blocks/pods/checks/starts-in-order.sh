#!/bin/bash
set -u
. "$CHECK_LIB"

find_pod front
if [ "$(of_pod '[.spec.initContainers[]? | select(.name == "wait-for-stock")] | length')" = 0 ]; then
  not_yet "front no longer waits for stock: it would serve while there is nothing to sell from. Keep its init containers, and give them what they wait for." \
    "an init container wait-for-stock" "none"
fi
if is_ready; then exit 0; fi

waiting=$(of_pod '.status.initContainerStatuses[]? | select(.name == "wait-for-stock") | .state.running.startedAt')
[ -n "$waiting" ] || not_yet "front is past its first init container and not ready yet." "Ready" "$(state_of_pod)"

service=$(ask get service stock --ignore-not-found --output json) || exit 2
[ -n "$service" ] || not_yet "front waits for the name stock. No Service has it, and a pod's own name is not in the cluster's DNS." "a Service named stock" "none"
addresses=$(ask get endpointslices --selector kubernetes.io/service-name=stock --output json \
  | jq '[.items[].endpoints[]? | select(.conditions.ready) | .addresses[]] | length') || exit 2
if [ "$addresses" = 0 ]; then
  not_yet "There is a Service stock and no pod behind it: its selector has to match the labels that the pod stock truly has." \
    "$(ask get pod stock --ignore-not-found --output json | jq --compact-output .metadata.labels)" "$(jq --compact-output .spec.selector <<<"$service")"
fi
if ! jq --exit-status '.spec.ports[] | select(.port == 6379)' <<<"$service" >/dev/null; then
  not_yet "The Service stock leads to the pod, but not from the port that front asks for." "6379" "$(jq --raw-output '[.spec.ports[].port | tostring] | join(", ")' <<<"$service")"
fi
not_yet "front still waits for stock. Its init container tries once a second." "Ready" "init container wait-for-stock is running"
