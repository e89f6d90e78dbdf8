#!/bin/bash
. "$(dirname "$0")/common.sh"
module etcd
build -o "$OUT/bin/etcd" ./cmd/etcd
