#!/bin/bash
. "$(dirname "$0")/common.sh"
module metrics-server
LDFLAGS="-X sigs.k8s.io/metrics-server/pkg/version.gitVersion=$(version metrics-server)"
build -o "$OUT/bin/metrics-server" sigs.k8s.io/metrics-server/cmd/metrics-server
