#!/bin/bash
# Goes before every check of this lesson. The cluster is the learner's own, so there are no credentials of ours in it:
# they are taken from the node's files by "docker cp", which runs nothing in the node, and only keys are taken from those.

# The node's container into NODE. Not yet while there is none that runs.
find_node() {
  local found
  found=$(docker ps --all --filter label=io.x-k8s.kind.role=control-plane --format '{{.Names}} {{.State}}') || exit 2
  [ -n "$found" ] || not_yet "There is no cluster on this machine yet." "a container kind-control-plane" "none"
  NODE=kind-control-plane
  case $'\n'$found$'\n' in
    *$'\n'"$NODE running"$'\n'*) ;;
    *$'\n'"$NODE "*) not_yet "The node's container is not running, so neither is your cluster. docker start $NODE brings it back." "running" "${found#* }" ;;
    *) not_yet "There is a cluster, but not under the name that kind gives by itself, which this lesson's commands go by." \
      "a container kind-control-plane" "${found%% *}" ;;
  esac
}

# Prints one file of the node.
file_of_node() { docker cp --follow-link "$NODE:$1" - 2>/dev/null | tar --extract --to-stdout 2>/dev/null | head -c 1000000; }

# Makes ask ready. Not yet while the API server does not answer.
find_api() {
  local address conf
  address=$(docker port "$NODE" 6443/tcp 2>/dev/null | head -n 1)
  conf=$(file_of_node /etc/kubernetes/admin.conf)
  KEYS=$(mktemp --directory) || exit 2
  trap 'rm -rf "$KEYS"' EXIT
  key_of client-certificate-data <<<"$conf" >"$KEYS/cert"
  key_of client-key-data <<<"$conf" >"$KEYS/key"
  ASK=(kubectl --kubeconfig /dev/null --server "https://$address" --insecure-skip-tls-verify
    --client-certificate "$KEYS/cert" --client-key "$KEYS/key" --request-timeout 5s)
  [ "$(ask get --raw /livez 2>/dev/null)" = ok ] || not_yet \
    "The node's container is there, and its API server does not answer. It needs some seconds to start; what runs on the node, crictl knows: docker exec $NODE crictl ps --all." \
    "ok from /livez" "no answer"
}
key_of() { sed -n "s/^ *$1: *//p" | head -n 1 | base64 --decode 2>/dev/null; }

ask() { "${ASK[@]}" "$@"; }

# Not yet when the night shift of that day has not been here.
after_shift() {
  [ "$(ask get node "$NODE" --output json 2>/dev/null | jq --raw-output --arg day "night-shift/$1" '.metadata.annotations[$day] // empty')" = "done" ] \
    || not_yet "There is nothing to mend yet: the night shift has not been here. Run ./night-shift.sh $1 in your folder." "a cluster after the $1 shift" "a cluster before it"
}

node_ready() { ask get node "$NODE" --output json | jq --raw-output '.status.conditions[] | select(.type == "Ready") | .status'; }
