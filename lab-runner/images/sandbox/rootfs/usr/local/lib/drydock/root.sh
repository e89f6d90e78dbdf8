# shellcheck shell=bash
# Everything a learner can write counts against the sandbox's disk, and everything can be written: the root of the
# image lies below an overlay whose upper layer is on /data.

enter_writable_root() {
  local root=/data/system/root folder
  mountpoint -q /data || die "no disk at /data"
  mkdir -p /data/system/upper /data/system/work "$root" /data/home /data/docker /data/run
  chmod 711 /data /data/run
  chmod 700 /data/system
  mount -t overlay overlay -o "lowerdir=/,upperdir=/data/system/upper,workdir=/data/system/work,userxattr" "$root" \
    || die "the disk at /data cannot hold an overlay"
  for folder in proc sys dev run; do mount --rbind "/$folder" "$root/$folder" || die "/$folder cannot be moved"; done
  mount --bind /data "$root/data"
  mount --bind /data/home "$root/home/learner"
  mount --bind /data/docker "$root/var/lib/docker"
  keep_names "$root"
  carry_shared "$root"
  mkdir -p "$root/old"
  pivot_root "$root" "$root/old" || die "the root cannot be changed"
  cd / || die "no root"
  umount -l /old && rmdir /old
  # Containers inside may ask for shared mounts (kind does), which needs shared ones here.
  mount --make-rshared /
  mkdir -p /lib/modules
}

# The engine outside mounts these three from the host's disk; here they are plain files again.
keep_names() {
  local name
  for name in hosts hostname; do
    [ -e "/data/system/upper/etc/$name" ] || cat "/etc/$name" >"$1/etc/$name"
  done
}

# Read-only, from the engine's host and the same for all: the tools of Kubernetes, and the layers of a baked cluster.
carry_shared() {
  local root=$1 folder from to
  for folder in opt/kubernetes baked; do
    mountpoint -q "/$folder" || continue
    mkdir -p "$root/$folder"
    mount --bind "/$folder" "$root/$folder" || die "/$folder cannot be moved"
  done
  [ -e /baked/binds ] || return 0
  while read -r from to; do
    mount --bind "/baked/$from" "$root/var/lib/docker/$to" || die "the cluster's $to cannot be mounted"
  done </baked/binds
}

prepare_home() {
  if [ ! -e /data/home/.bashrc ]; then
    cp -rT /etc/skel /data/home
    [ ! -e /baked/kubeconfig ] || install -D -m 600 /baked/kubeconfig /data/home/.kube/config
    chown -R learner:learner /data/home
  fi
  chmod 755 /data/home
}
