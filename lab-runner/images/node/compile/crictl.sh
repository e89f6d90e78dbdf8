#!/bin/bash
. "$(dirname "$0")/common.sh"
module crictl
LDFLAGS="-X sigs.k8s.io/cri-tools/pkg/version.Version=$(version crictl)"
build -o "$OUT/bin/crictl" sigs.k8s.io/cri-tools/cmd/crictl
