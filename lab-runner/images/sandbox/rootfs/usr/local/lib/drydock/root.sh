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
  keep_names "$root"
  # One mount for all: a program for each took a cluster's start a fifth of a second.
  {
    for folder in proc sys dev run; do carry "/$folder" "$root/$folder" rbind; done
    carry /data "$root/data" bind
    carry /data/home "$root/home/learner" bind
    carry /data/docker "$root/var/lib/docker" bind
    carry_shared "$root"
  } >/run/mounts
  mount --all --fstab /run/mounts || die "what a sandbox is made of cannot be mounted"
  rm /run/mounts
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

carry() { printf '%s %s none %s 0 0\n' "$@"; }

# Read-only, from the engine's host and the same for all: the tools of Kubernetes, and the layers of a baked cluster.
carry_shared() {
  local root=$1 folder from to
  for folder in opt/kubernetes baked; do
    mountpoint -q "/$folder" || continue
    mkdir -p "$root/$folder"
    carry "/$folder" "$root/$folder" bind
  done
  [ -e /baked/binds ] || return 0
  while read -r from to; do carry "/baked/$from" "$root/var/lib/docker/$to" bind; done </baked/binds
}

prepare_home() {
  if [ ! -e /data/home/.bashrc ]; then
    cp -rT /etc/skel /data/home
    [ ! -e /baked/kubeconfig ] || install -D -m 600 /baked/kubeconfig /data/home/.kube/config
    chown -R learner:learner /data/home
  fi
  chmod 755 /data/home
}
