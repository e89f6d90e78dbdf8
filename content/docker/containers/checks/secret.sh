#!/bin/bash
set -u
. "$CHECK_LIB"
# The same as in files/secrets/orders-token. Not read from there: the learner's files are theirs to swap.
token=dd-token-6b1f0c9a47e2

state=$(docker inspect --type container --format '{{.State.Status}}' orders 2>/dev/null) || state=missing
[ "$state" = running ] || not_yet "The service orders is not running. Its log says what it misses." "running" "$state"

settings=$(docker inspect orders) || exit 2
if grep -qF "$token" <<<"$settings"; then
  place=$(grep -F "$token" <<<"$settings" | head -n 1 | sed "s/$token/.../g; s/^ *//" | head -c 80)
  not_yet "The token is still written in the settings of the container, where docker inspect shows it to whoever asks." \
    "no token in docker inspect orders" "$place"
fi
status=$(curl --silent --max-time 3 --output /dev/null --write-out '%{http_code}' --header "Authorization: Bearer $token" http://127.0.0.1:8081/orders)
if [ "$status" != 200 ]; then
  not_yet "The token is out of the settings, but orders does not know it any more. It has to accept the one that secrets/orders-token came with." \
    "status 200" "status $status"
fi
exit 0
