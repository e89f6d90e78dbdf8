#!/bin/bash
set -u
. "$CHECK_LIB"

policy=$(docker inspect --type container --format '{{.HostConfig.RestartPolicy.Name}}' orders 2>/dev/null) \
  || not_yet "There is no container named orders. Run ./start-orders.sh in your folder." "a running container orders" "none"
case $policy in
  on-failure | always | unless-stopped) ;;
  *) not_yet "Docker has no orders to start this container again, so after a crash it stays down until somebody comes." \
    "a restart policy" "${policy:-no}" ;;
esac

count=$(docker inspect --format '{{.RestartCount}}' orders) || exit 2
if [ "$count" -eq 0 ]; then
  not_yet "Docker would start orders again, but it has not had to. Crash it with the banana, and watch." "restarted at least once" "0 restarts"
fi
if ! curl --silent --max-time 3 --output /dev/null http://127.0.0.1:8081/health; then
  not_yet "orders was started again and does not answer. Its log says why." "an answer on port 8081" "no answer"
fi
exit 0
