#!/bin/bash
# Makes the node of the container it runs in: kind's own recipe on what base/Dockerfile installed. RESULTS holds a folder with
# the results of each product, KIND the sources of kind, and /node is a copy of lab-runner/images/node.
set -euo pipefail
cd "$(dirname "$0")/.."
result() { echo "$RESULTS/$1/bin/$2"; }
install_to() { install -m 755 -t "$@"; }

# must_change FILE SED: a newer kind may have other words here.
must_change() {
  sed "$2" "$1" >/tmp/changed
  if cmp -s "$1" /tmp/changed; then
    echo "$1 no longer has the line that is to be changed: $2" >&2
    exit 1
  fi
  cat /tmp/changed >"$1"
  rm /tmp/changed
}

cp -r --no-preserve=mode,ownership "$KIND/images/base/files/." /
cp -r --no-preserve=mode,ownership files/. /
chmod 755 /kind /kind/bin /kind/bin/* /usr/local/bin/entrypoint /usr/local/bin/clean-install

# On version 1 of cgroups systemd would keep two trees of its own and, on a busy machine, leave one of them behind: a kubelet
# then misses folders and does not start.
must_change /usr/local/bin/entrypoint 's/^exec "\$@"/export SYSTEMD_PROC_CMDLINE=systemd.legacy_systemd_cgroup_controller=1\n&/'

install_to /usr/local/bin "$(result kubernetes kube)" "$(result crictl crictl)"
install_to /usr/local/bin "$RESULTS"/containerd/bin/{containerd,containerd-shim-runc-v2,ctr}
install_to /usr/local/sbin "$(result runc runc)"
mkdir -p /opt/cni/bin
install_to /opt/cni/bin "$RESULTS"/cni/bin/* "$(result drydock-node drydock-cni)"
for name in kubeadm kubelet kubectl; do ln -sf /usr/local/bin/kube "/usr/bin/$name"; done
kubernetes=$(jq -er .products.kubernetes.version versions.json)
printf %s "$kubernetes" >/kind/version
mkdir -p /kind/images /etc/kubernetes/manifests
cp "$RESULTS/images/system.tar" /kind/images/system.tar

config=/etc/containerd/config.toml
must_change "$config" 's/restrict_oom_score_adj = false/restrict_oom_score_adj = true/'
must_change "$config" 's/tolerate_missing_hugepages_controller = true/tolerate_missing_hugetlb_controller = true\n  disable_hugetlb_controller = true/'
must_change "$config" "s|pause:[0-9.]*\"|pause:$(jq -er .images.pause versions.json)\"|"
cat >>"$config" <<'TOML'

# Where images come from: certs.d names the lab's registry for every host.
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
TOML
# Without kind's hook, which tells containers another name of the machine's maker: two shells for every container.
ctr oci spec | jq 'del(.process.rlimits)' >/etc/containerd/cri-base.json

systemctl enable kubelet.service containerd.service undo-mount-hacks.service
systemctl mask systemd-binfmt.service
rm -rf /tmp/* /var/cache/* /var/log/*
