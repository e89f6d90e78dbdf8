#!/bin/bash
. "$(dirname "$0")/common.sh"
module coredns
build -o "$OUT/bin/coredns" ./cmd/coredns
