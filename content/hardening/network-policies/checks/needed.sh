#!/bin/bash
set -u
. "$CHECK_LIB"

look
must_pass() {
  local now
  now=$(flow "$1" "$2" "$3")
  [ "$now" = open ] || not_yet "$4" "$1 reaches $2 on port $3" "closed by $now"
}
must_not_pass() {
  [ "$(flow "$1" "$2" "$3")" != open ] || not_yet "$4" "closed" "$1 reaches $2 on port $3, by $(openers "$1" "$2" "$3")"
}

if [ "$(flow shop/web shop/api 8080)" != open ] && [ "$(flow shop/web shop/api 80)" = open ]; then
  not_yet "The policy for api names port 80, which is the port of its Service. Policies look at connections when the Service has been seen through, at the pod: api listens on another." \
    "web reaches api on port 8080" "closed by $(flow shop/web shop/api 8080)"
fi
must_not_pass street/intruder shop/+ 80 "Without the default, there is nothing to make exceptions from."
must_pass world shop/web 80 "Customers are shut out: they come from outside of the cluster, with an address and without labels, so no selector fits them."
must_pass shop/web shop/api 8080 "web can't reach api, so customers get an error."
must_pass shop/api shop/db 6379 "api can't reach db, so there is nothing to sell."

must_not_pass shop/web shop/db 6379 "web reaches db. It faces the street and is the first to be broken into: let it come no further than api."
must_not_pass shop/+ shop/db 6379 "Any pod of shop reaches db. The policy should name the one that needs it."
must_not_pass shop/+ shop/api 8080 "Any pod of shop reaches api. The policy should name the one that needs it."
must_not_pass street/+api shop/db 6379 "A pod elsewhere reaches db, as long as it calls itself api. Labels are free for all; a namespace is not."
must_not_pass street/+web shop/api 8080 "A pod elsewhere reaches api, as long as it calls itself web."
must_not_pass monitoring/notebook shop/db 6379 "monitoring reaches db."
must_not_pass shop/web shop/api 22 "web reaches every port of api, and not only the one where it asks for goods."
must_not_pass shop/api shop/db 22 "api reaches every port of db, and not only that of the database."
must_not_pass world shop/web 22 "Customers reach every port of web. They need one."

shop_is_open "By the policies it is right, but a customer at port 30080 does not get the goods. Perhaps the connection is still on its way; perhaps a pod is not."
is_found closed shop/web db.shop:6379
exit 0
