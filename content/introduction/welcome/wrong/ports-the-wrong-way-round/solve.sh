#!/bin/bash
set -eu
docker run --detach --name web --publish 80:8080 nginx
