#!/bin/bash
set -u
. "$CHECK_LIB"

state=$(docker inspect --type container --format '{{.State.Status}}' orders 2>/dev/null) || state=missing
[ "$state" = running ] || not_yet "A limit is only proven by something that lives within it, and orders is not running." "running" "$state"

if ! curl --silent --max-time 3 --output /dev/null http://127.0.0.1:8081/health; then
  not_yet "orders is running but does not answer yet, and a limit is only proven by something that works within it." "an answer on port 8081" "no answer"
fi

limit=$(docker inspect --format '{{.HostConfig.Memory}}' orders) || exit 2
if [ "$limit" -eq 0 ]; then
  not_yet "orders is running without a memory limit, so it may take all that the machine has. Give it one that it can live with." \
    "at most 128 MiB" "no limit"
fi
if [ "$limit" -gt $((128 * 1024 * 1024)) ]; then
  not_yet "orders has a limit that it will reach only when something has gone very wrong. It needs less than 64 MiB." \
    "at most 128 MiB" "$((limit / 1024 / 1024)) MiB"
fi
exit 0
