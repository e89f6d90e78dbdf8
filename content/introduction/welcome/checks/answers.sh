#!/bin/bash
set -u
. "$CHECK_LIB"

status=$(curl --silent --max-time 3 --output /dev/null --write-out '%{http_code}' http://127.0.0.1:8080/)
reached=$?
publisher=$(docker ps --filter publish=8080 --format '{{.Names}}' | head -n 1) || exit 2

if [ -n "$publisher" ] && [ "$reached" -eq 0 ]; then exit 0; fi
if [ "$reached" -eq 0 ]; then
  not_yet "Something answers on port 8080, but it is not a container. End it, and let a container publish the port." \
    "a container that publishes port 8080" "an answer with status $status from outside of any container"
fi

if [ -n "$publisher" ]; then
  target=$(docker port "$publisher" | sed -n 's/^\([0-9]*\).* -> .*:8080$/\1/p' | head -n 1)
  not_yet "Port 8080 leads into the container $publisher, but nothing there answers on port $target. nginx listens on port 80." \
    "--publish 8080:80" "--publish 8080:$target"
fi

running=$(docker ps --format '{{.Names}}' | head -n 1) || exit 2
if [ -z "$running" ]; then
  not_yet "No container is running, so nothing answers on port 8080." "a running web server" "no running container"
fi
ports=$(docker port "$running" | head -n 1)
if [ -n "$ports" ]; then
  not_yet "The container $running publishes a port, but not 8080. The first number is the one on your machine." \
    "80/tcp -> 0.0.0.0:8080" "$ports"
fi
not_yet "The container $running is running, but it publishes no port: its port 80 can be reached inside its own network and not from your machine." \
  "80/tcp -> 0.0.0.0:8080" "no published port"
