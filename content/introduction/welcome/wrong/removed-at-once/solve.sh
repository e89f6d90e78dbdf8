#!/bin/bash
set -eu
docker run --rm hello-world
