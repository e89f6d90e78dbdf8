#!/bin/bash
. "$(dirname "$0")/common.sh"
module cni
LDFLAGS="-X github.com/containernetworking/plugins/pkg/utils/buildversion.BuildVersion=$(version cni)"
plugins=github.com/containernetworking/plugins/plugins
build -o "$OUT/bin/" $plugins/ipam/host-local $plugins/main/{loopback,ptp,bridge} $plugins/meta/portmap
