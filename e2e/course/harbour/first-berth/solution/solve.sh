#!/bin/bash
set -eu
echo moored >log.txt
docker run --detach --name ship --publish 8080:80 nginx >/dev/null
timeout 20 bash -c 'until curl --silent --fail --output /dev/null http://127.0.0.1:8080/; do sleep 0.1; done'
