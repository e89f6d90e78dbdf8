#!/bin/bash
set -u
. "$CHECK_LIB"

answer=$(curl --silent --max-time 3 --max-filesize 100000 http://127.0.0.1:8081/health)
reached=$?
state=$(docker inspect --type container --format '{{.State.Status}}' orders 2>/dev/null) || state=missing

if [ "$state" = running ] && [[ "$answer" == *'"service": "orders"'* ]]; then exit 0; fi

if [ "$state" = missing ]; then
  not_yet "There is no container named orders. Run ./start-orders.sh in your folder." "a running container orders" "none"
fi
if [ "$state" = running ] && [ "$reached" -eq 0 ]; then
  not_yet "Something answers on port 8081, but it is not the service orders." '{"service": "orders", "status": "well"}' "$(head -c 80 <<<"$answer")"
fi
if [ "$state" = running ]; then
  not_yet "The container orders is running, but nothing answers on port 8081 of this machine. The service inside listens on port 8000." \
    "8000/tcp published on port 8081" "$(docker port orders | head -n 1)"
fi

code=$(docker inspect --format '{{.State.ExitCode}}' orders) || exit 2
if [ "$code" -gt 128 ]; then
  not_yet "orders did not end by itself this time: it was killed. A killed process logs nothing, but the container's state tells why." \
    "a running service" "exit code $code"
fi
not_yet "The container orders is not running. What its process printed last says why: docker logs." "a running service" "exit code $code"
