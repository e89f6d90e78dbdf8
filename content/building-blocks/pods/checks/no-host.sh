#!/bin/bash
set -u
. "$CHECK_LIB"

# The API's own word on a pod that is never made: a dry run goes through admission and stores nothing.
word_on() {
  jq --null-input --argjson spec "$1" '{apiVersion: "v1", kind: "Pod", metadata: {name: "never-made"}, spec: $spec}' \
    | ask create --dry-run=server --filename - 2>&1
}

namespace=$(ask get namespace yard --ignore-not-found --output name) || exit 2
[ -n "$namespace" ] || not_yet "The namespace yard is gone, with all that was in it. Reset brings it back."

for share in '{"hostPID": true, "containers": [{"name": "a", "image": "busybox"}]}' \
  '{"containers": [{"name": "a", "image": "busybox"}], "volumes": [{"name": "h", "hostPath": {"path": "/"}}]}' \
  '{"containers": [{"name": "a", "image": "busybox", "securityContext": {"privileged": true}}]}'; do
  said=$(word_on "$share") || continue
  [[ "$said" == *created* ]] || exit 2
  if [[ "$said" == *"would violate PodSecurity"* ]]; then
    not_yet "The API warns of such a pod and takes it all the same." "refused" "only a warning"
  fi
  not_yet "The API still takes a pod into yard that shares the host." "refused" "$(jq --compact-output 'del(.containers[].name, .containers[].image) | del(.containers[] | select(. == {}))' <<<"$share")"
done

if ! said=$(word_on '{"containers": [{"name": "a", "image": "nginx:alpine"}]}'); then
  [[ "$said" == *PodSecurity* ]] || exit 2
  not_yet "Now yard refuses ordinary pods too, web and front among them: they run on, and would not come back. That level is for images made for it; there is one between." \
    "an ordinary pod is taken" "$(head -c 160 <<<"$said")"
fi

sharing=$(ask get pods --output json | jq --raw-output '[.items[] | select(.metadata.deletionTimestamp | not)
  | select(.spec.hostPID or .spec.hostNetwork or .spec.hostIPC
    or any(.spec.volumes[]?; .hostPath) or any(.spec.containers[]; .securityContext.privileged == true)) | .metadata.name] | join(", ")') || exit 2
if [ -n "$sharing" ]; then
  not_yet "New ones are refused, but what the door lets in no more is still in the house: admission looks at pods when they come, and never again." \
    "no running pod that shares the host" "$sharing"
fi
exit 0
