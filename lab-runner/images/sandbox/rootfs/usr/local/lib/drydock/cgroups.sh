# shellcheck shell=bash
# Cgroups for the nested engine. Version 1 as it was tried; version 2 by Docker's own recipe for nesting (hack/dind).

readonly v1_controllers="cpu cpuacct cpuset memory devices freezer blkio pids"
readonly cgroup_root=/sys/fs/cgroup

cgroup_version() {
  if [ "$(stat -f -c %T "$cgroup_root")" = cgroup2fs ]; then echo 2; else echo 1; fi
}

# Our cgroup folders belong to the host's root until the driver, which alone can, gives them to ours.
await_cgroups() {
  local probe=$cgroup_root/memory tries=0
  [ "$(cgroup_version)" = 2 ] && probe=$cgroup_root
  if [ "$(cgroup_version)" = 1 ]; then
    probe=/run/cgroup-probe
    mkdir -p "$probe"
    mount -t cgroup -o memory cgroup "$probe" || die "the memory cgroup cannot be mounted"
  fi
  until [ -w "$probe" ] && [ -w "$probe/cgroup.procs" ]; do
    tries=$((tries + 1))
    [ "$tries" -gt 2000 ] && die "waited 20 s for cgroup folders to be given to this sandbox"
    read -rt 0.01 <> <(:) || true
  done
  [ "$probe" = /run/cgroup-probe ] && umount "$probe"
  return 0
}

mount_cgroups() {
  [ "$(cgroup_version)" = 2 ] && { delegate_v2; return; }
  local controller
  umount -R "$cgroup_root" 2>/dev/null
  mount -t tmpfs -o rw,nosuid,nodev,noexec,mode=755,size=1m cgroup "$cgroup_root" || die "no place for cgroups"
  for controller in $v1_controllers; do
    mkdir -p "$cgroup_root/$controller"
    mount -t cgroup -o "rw,nosuid,nodev,noexec,$controller" cgroup "$cgroup_root/$controller" \
      || rmdir "$cgroup_root/$controller"
  done
  mkdir -p "$cgroup_root/systemd"
  mount -t cgroup -o none,name=systemd cgroup "$cgroup_root/systemd" || rmdir "$cgroup_root/systemd"
}

# A group with processes of its own cannot hand its controllers on, so everybody moves down first.
delegate_v2() {
  mkdir -p "$cgroup_root/init"
  while read -r pid; do echo "$pid" >"$cgroup_root/init/cgroup.procs" 2>/dev/null; done <"$cgroup_root/cgroup.procs"
  sed -e 's/ / +/g' -e 's/^/+/' "$cgroup_root/cgroup.controllers" >"$cgroup_root/cgroup.subtree_control" \
    || die "cgroup controllers cannot be handed on"
}

# The kernel may kill the nested engine when the sandbox is full, and that is the sandbox. So containers get less than
# the sandbox has, and end first.
limit_nested_engine() {
  local memory_file=memory.limit_in_bytes memory_folder=$cgroup_root/memory pids_folder=$cgroup_root/pids memory pids
  if [ "$(cgroup_version)" = 2 ]; then memory_file=memory.max memory_folder=$cgroup_root pids_folder=$cgroup_root; fi
  mkdir -p "$memory_folder/docker" "$pids_folder/docker"
  memory=$(cat "$memory_folder/$memory_file" 2>/dev/null)
  pids=$(cat "$pids_folder/pids.max" 2>/dev/null)
  # Without a limit of its own version 1 says a number near 2^63, version 2 says max: nothing to stay below.
  if [[ $memory =~ ^[0-9]+$ ]] && [ "$memory" -lt $((1 << 50)) ]; then
    echo $((memory - (memory > (1 << 30) ? 256 << 20 : memory / 4))) >"$memory_folder/docker/$memory_file"
  fi
  if [[ $pids =~ ^[0-9]+$ ]]; then
    echo $((pids - (pids > 1500 ? 500 : pids / 3))) >"$pids_folder/docker/pids.max"
  fi
}
