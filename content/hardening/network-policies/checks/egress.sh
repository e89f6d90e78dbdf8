#!/bin/bash
set -u
. "$CHECK_LIB"

look
must_pass() {
  local now
  now=$(flow "$1" "$2" "$3" "${5:-TCP}")
  [ "$now" = open ] || not_yet "$4" "$1 reaches $2 on port $3" "closed by $now"
}
must_not_pass() {
  [ "$(flow "$1" "$2" "$3" "${5:-TCP}")" != open ] || not_yet "$4" "closed" "$1 reaches $2 on ${5:-TCP} port $3"
}

must_not_pass shop/api world 443 "api reaches any address in the world, and so does whoever breaks into it. Policies for ingress say nothing about what leaves."
must_not_pass shop/api street/drop 80 "api reaches the drop in the street."
must_not_pass shop/web street/drop 80 "web reaches the drop in the street."
must_not_pass shop/+ street/drop 80 "A pod that is added to shop tomorrow may send what it likes to anywhere. A default selects all pods."
must_pass shop/api kube-system/kube-dns 53 "Nothing in shop finds names any more: a question to the cluster's DNS is egress, too, and it needs UDP port 53." UDP
must_pass shop/web kube-system/kube-dns 53 "web finds no names any more." UDP
must_pass shop/api kube-system/kube-dns 53 "DNS goes over TCP when an answer is long. Allow port 53 for both protocols."
must_not_pass shop/api world 53 "Port 53 is open to anywhere, and whoever runs a server there can have data sent to it as questions. Name the cluster's DNS as the only place to ask." UDP
must_not_pass shop/api street/drop 53 "Port 53 is open to pods that are not the cluster's DNS." UDP
if [ "$(flow shop/web shop/api 8080)" = egress ] && [ "$(flow shop/web shop/api 80)" = open ]; then
  not_yet "web may leave to port 80 of api, which is the port of its Service. At the pod it is 8080." "web reaches api on port 8080" "closed by egress"
fi
must_pass shop/web shop/api 8080 "web can't reach api any more. A connection needs leave at both ends: egress where it begins, ingress where it ends."
must_pass shop/api shop/db 6379 "api can't reach db any more. A connection needs leave at both ends: egress where it begins, ingress where it ends."
must_not_pass shop/db shop/web 80 "db may begin connections. It has nobody to call."

shop_is_open "By the policies it is right, but a customer at port 30080 does not get the goods."
is_found closed shop/api drop.street:80
is_found open shop/api db.shop:6379
exit 0
