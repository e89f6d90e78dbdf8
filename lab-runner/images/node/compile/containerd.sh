#!/bin/bash
# Without the snapshotters that a node never selects.
. "$(dirname "$0")/common.sh"
module containerd
containerd=github.com/containerd/containerd/v2
LDFLAGS="-X $containerd/version.Version=$(version containerd) -X $containerd/version.Package=$containerd"
build -tags no_btrfs,no_devmapper,no_zfs,no_aufs,urfave_cli_no_docs \
  -o "$OUT/bin/" $containerd/cmd/{containerd,containerd-shim-runc-v2,ctr}
