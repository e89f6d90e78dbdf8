#!/bin/bash
# Without the snapshotters that a node never selects.
. "$(dirname "$0")/common.sh"
module containerd
containerd=github.com/containerd/containerd/v2
# One shim for all pods of a node: every other would have 6 MB of its own, and take its time to start.
changeable $containerd
change cmd/containerd-shim-runc-v2/manager/manager_linux.go '/^\t"io.kubernetes.cri.sandbox-id",$/d'
change cmd/containerd-shim-runc-v2/manager/manager_linux.go 's/^\tgrouping := id$/\tgrouping := "pods"/'
LDFLAGS="-X $containerd/version.Version=$(version containerd) -X $containerd/version.Package=$containerd"
build -tags no_btrfs,no_devmapper,no_zfs,no_aufs,urfave_cli_no_docs \
  -o "$OUT/bin/" $containerd/cmd/{containerd,containerd-shim-runc-v2,ctr}
