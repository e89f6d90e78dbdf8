#!/bin/bash
set -u
. "$CHECK_LIB"

status=$(curl --silent --max-time 3 --output /dev/null --write-out '%{http_code}' http://127.0.0.1:8080/)
[ "$status" = 200 ] && exit 0
not_yet "Nothing answers on port 8080. Publish port 80 of the container there." "an answer with status 200" "$status"
