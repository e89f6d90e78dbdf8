#!/bin/bash
# Changed: the default node image is the one that the lab's registry serves, without the digest of the published one; and
# every cluster is made for a user namespace and for cgroup v1, as in rootless Docker, because that is what a sandbox is.
. "$(dirname "$0")/common.sh"
module kind
changeable sigs.k8s.io/kind
kubernetes=$(jq -er .products.kubernetes.version "$node/versions.json")
change pkg/apis/config/defaults/image.go "s|^const Image = .*|const Image = \"kindest/node:$kubernetes\"|"
change pkg/cluster/internal/create/actions/config/config.go 's/\(RootlessProvider: *providerInfo\.Rootless\),/\1 || true,/'
change pkg/cluster/internal/kubeadm/config.go 's|^cgroupRoot: /kubelet$|&\nfailCgroupV1: false|'
build -o "$OUT/bin/kind" sigs.k8s.io/kind
