#!/bin/bash
# Goes before every check of this lesson.

ask() { kubectl --request-timeout=5s --namespace yard "$@"; }

# Puts the pod of this name into POD, as JSON. Not yet where there is none.
find_pod() {
  POD=$(ask get pod "$1" --ignore-not-found --output json) || exit 2
  [ -n "$POD" ] || not_yet "There is no pod $1 in the namespace yard. Its manifest is $1.yaml in your folder." "a pod named $1" "none"
}

of_pod() { jq --raw-output "($1) // empty" <<<"$POD"; }

is_ready() { [ "$(of_pod '.status.conditions[]? | select(.type == "Ready") | .status')" = True ]; }

# What kubectl get would call its state, of the first container.
state_of_pod() {
  of_pod '.status.reason // (.status.containerStatuses[0].state | .waiting.reason // .terminated.reason) // .status.phase'
}
