#!/bin/bash
set -eu
docker run --detach --name web --publish 8080:8080 nginx
