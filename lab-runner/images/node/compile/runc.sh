#!/bin/bash
# The one program here that needs C: the code that enters namespaces, and libseccomp.
. "$(dirname "$0")/common.sh"
module runc
CGO_ENABLED=1 build -tags seccomp -o "$OUT/bin/runc" github.com/opencontainers/runc
