#!/bin/bash
set -u
. "$CHECK_LIB"

state=$(docker inspect --type container --format '{{.State.Status}}' orders 2>/dev/null) || state=missing
[ "$state" = running ] || not_yet "Who can reach orders shows only while it is running." "running" "$state"

bindings=$(docker inspect --format '{{range $port, $all := .NetworkSettings.Ports}}{{range $all}}{{.HostIp}} {{.HostPort}}{{println}}{{end}}{{end}}' orders) || exit 2
open=$(grep -v '^127\.\|^::1 \|^$' <<<"$bindings" | head -n 1)
if [ -n "$open" ]; then
  not_yet "orders is published on every address of this machine, so its neighbours on the network reach it too." \
    "127.0.0.1:8081" "${open% *}:${open##* }"
fi
if [ "$(docker inspect --format '{{.HostConfig.NetworkMode}}' orders)" = host ]; then
  not_yet "orders shares the machine's own network, where it listens on every address. Give it back a network of its own." "a published port" "--network host"
fi
if ! curl --silent --max-time 3 --output /dev/null http://127.0.0.1:8081/health; then
  not_yet "Now nobody reaches orders, not even this machine. Publish its port on the loopback address." "an answer from 127.0.0.1:8081" "no answer"
fi
exit 0
