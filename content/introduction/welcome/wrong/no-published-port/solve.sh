#!/bin/bash
set -eu
docker run --detach --name web nginx
