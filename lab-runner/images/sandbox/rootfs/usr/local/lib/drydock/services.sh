# shellcheck shell=bash
# What runs in a sandbox beside the learner: the agent, the name server, the nested engine, a cluster's ports. Each is
# started again when it ends; the engine stays away when the learner stopped it (service docker stop).

readonly name_server=169.254.53.53
readonly engine_state=/run/engine

write_engine_config() {
  mkdir -p /etc/docker "$engine_state"
  [ -e /etc/docker/daemon.json ] && return
  if [ -n "${DRYDOCK_REGISTRY:-}" ]; then
    # Named as insecure too, because BuildKit speaks plain http to no other mirror.
    printf '{\n  "registry-mirrors": ["%s"],\n  "insecure-registries": ["%s"]\n}\n' \
      "$DRYDOCK_REGISTRY" "${DRYDOCK_REGISTRY#http://}" >/etc/docker/daemon.json
  fi
}

# Names outside do not exist here, and whoever asks must hear that at once instead of after a time-out. The address is
# not a loopback one, because the engine takes those out of its containers' resolv.conf.
set_up_names() {
  ip address replace "$name_server/32" dev lo
  # ping for everybody, as on any Debian with systemd.
  echo "0 65535" >/proc/sys/net/ipv4/ping_group_range
  printf 'nameserver %s\noptions ndots:0 timeout:1 attempts:1\n' "$name_server" >/etc/resolv.conf
}

# The one address outside that a sandbox reaches, and the same in all: a cluster's nodes were told of it when it was baked.
set_up_route() {
  [ -n "${DRYDOCK_GATEWAY:-}" ] || return 0
  local address=${DRYDOCK_REGISTRY#http://}
  ip route replace "${address%:*}/32" via "$DRYDOCK_GATEWAY" || say "no way to the lab's registry"
}

mtu() { cat /sys/class/net/eth0/mtu 2>/dev/null || echo 1400; }

start_agent() {
  mkdir -p /run/drydock
  exec drydock-agent serve --role sandbox
}
start_names() { exec drydock-agent dns "$name_server"; }

start_containerd() {
  exec containerd --config /usr/local/lib/drydock/containerd.toml >>/var/log/containerd.log 2>&1
}

start_engine() {
  : >/var/log/docker.log
  rm -f /run/docker.pid
  # Asked too early, dockerd waits a whole second before it asks again.
  until [ -S /run/containerd/containerd.sock ]; do read -rt 0.01 <> <(:) || true; done
  exec dockerd --containerd /run/containerd/containerd.sock -H unix:///run/docker.sock -H unix:///data/run/docker.sock \
    --mtu "$(mtu)" >>/var/log/docker.log 2>&1
}

readonly ports_program=/opt/kubernetes/bin/drydock-node

# NodePort and LoadBalancer services on this sandbox's own 127.0.0.1.
start_ports() { exec "$ports_program" localhost >>/var/log/ports.log 2>&1; }

# The nodes are containers of the nested engine; a node that a learner stops stays stopped.
start_nodes() {
  local node
  # The socket is there long before dockerd answers on it, and whoever asks early is answered when it can.
  until [ -S /run/docker.sock ]; do read -rt 0.02 <> <(:) || true; done
  while read -r node; do
    docker -H unix:///run/docker.sock start "$node" >/dev/null 2>>/var/log/nodes.log &
  done </baked/nodes
  wait
}

# keep NAME: runs start_NAME for ever; a wish in $engine_state/NAME.stopped keeps it down.
keep() {
  local name=$1 pause=0.1 started
  while true; do
    if [ -e "$engine_state/$name.stopped" ]; then
      read -rt 0.2 <> <(:) || true
      continue
    fi
    started=$SECONDS
    ("start_$name") &
    echo $! >"$engine_state/$name.pid"
    wait $!
    if [ $((SECONDS - started)) -lt 5 ]; then pause=1; else pause=0.1; fi
    read -rt "$pause" <> <(:) || true
  done
}

supervise() {
  trap 'kill $(jobs -p) 2>/dev/null; exit 0' TERM INT
  rm -f /run/docker.sock
  keep agent &
  keep names &
  keep containerd &
  keep engine &
  if [ -e /baked/nodes ]; then
    start_nodes &
    [ ! -x "$ports_program" ] || keep ports &
  fi
  wait
}
