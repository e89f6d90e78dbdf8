#!/bin/bash
set -u
. "$CHECK_LIB"

find_node
find_api
pods=$(ask get pods --output json) || exit 2
mirror=$(jq --arg node "$NODE" 'first(.items[] | select(.metadata.annotations["kubernetes.io/config.mirror"]) | select(.metadata.name == "web-\($node)")) // empty' <<<"$pods")
if [ -n "$mirror" ]; then
  ready=$(jq --raw-output '.status.conditions[]? | select(.type == "Ready") | .status' <<<"$mirror")
  [ "$ready" = True ] || not_yet "The kubelet has found your file and is starting web." "ready" "$(jq --raw-output '.status.containerStatuses[0].state | keys[0] // "waiting"' <<<"$mirror")"
  exit 0
fi

files=$(docker cp "$NODE:/etc/kubernetes/manifests" - 2>/dev/null | tar --list 2>/dev/null | sed -n 's|^manifests/\(.*[^/]\)$|\1|p' | grep -v '^kube-\|^etcd.yaml$')
for file in $files; do
  kind=$(file_of_node "/etc/kubernetes/manifests/$file" | sed -n 's/^kind: *//p' | head -n 1)
  if [ -n "$kind" ] && [ "$kind" != Pod ]; then
    not_yet "The kubelet has read $file and can't do anything with it: it runs pods, and does not know what a $kind is. Making pods of those is somebody else's work." "kind: Pod" "kind: $kind"
  fi
done
if [ -n "$files" ]; then
  not_yet "There is a file in the folder, and the kubelet has made no pod web of it. Its log says why: docker exec $NODE journalctl --unit kubelet --lines 20." "a pod named web in the namespace default" "$(head -n 1 <<<"$files")"
fi
if jq --exit-status 'any(.items[]; .metadata.name | startswith("web"))' <<<"$pods" >/dev/null; then
  not_yet "web runs, and it came in by the API: the API server stored it, the scheduler chose a node. A static pod is a file in the folder that the kubelet watches." \
    "web-$NODE, from a file" "$(jq --raw-output 'first(.items[].metadata.name | select(startswith("web")))' <<<"$pods"), from the API"
fi
not_yet "The kubelet knows no file that describes web. The folder that it watches is staticPodPath in its settings, /var/lib/kubelet/config.yaml on the node." "a file in that folder" "only the control plane's"
