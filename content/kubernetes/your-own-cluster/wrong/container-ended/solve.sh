#!/bin/bash
set -eu
./night-shift.sh wednesday
old=$(docker exec kind-control-plane crictl ps --quiet --name '^sync$')
docker exec kind-control-plane crictl stop "$old"
until docker exec kind-control-plane crictl ps --quiet --name '^sync$' | grep -v "^$old" | grep -q .; do sleep 1; done
