#!/bin/bash
# The machine as the learner finds it: one container that has crashed, one that will not stop.
set -eu
docker run --detach --name clock busybox sh -c 'while true; do date; sleep 1; done'
./start-orders.sh
# It ends by itself; the learner comes after that.
docker wait orders
