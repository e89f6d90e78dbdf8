#!/bin/bash
set -u
. "$CHECK_LIB"

look
may_not() {
  [ "$(flow "$1" shop/api "$2")" != open ] || not_yet "$3" "closed" "$1 reaches api on port $2, by $(openers "$1" shop/api "$2")"
}

if [ "$(flow monitoring/scraper shop/api 9090)" != open ]; then
  not_yet "The scraper does not get the metrics of api, on port 9090." "open" "closed by $(flow monitoring/scraper shop/api 9090)"
fi
may_not monitoring/notebook 9090 "The notebook in monitoring reads the metrics too. Two items of the list from are two ways in; one item with both selectors is one way, and both must fit."
may_not shop/+scraper 9090 "A pod of shop that calls itself scraper reads the metrics too. Two items of the list from are two ways in; one item with both selectors is one way, and both must fit."
may_not street/+scraper 9090 "A pod of any namespace that calls itself scraper reads the metrics. Say which namespace, too."
may_not street/intruder 9090 "The intruder reads the metrics."
may_not monitoring/scraper 8080 "The scraper reaches the shop's own port of api too. It needs the metrics alone."
is_found open monitoring/scraper api.shop:9090
is_found closed monitoring/notebook api.shop:9090
exit 0
