/** What is done in the sandbox of a bake, as bash. */
import { controlPlane } from './baked-place.ts';

/** A network of our own making, because nodes can keep their addresses only in one with a known subnet. */
export const createCluster = `
docker network create --driver bridge --subnet 172.18.0.0/16 --gateway 172.18.0.1 \\
  --opt com.docker.network.bridge.enable_ip_masquerade=true --opt com.docker.network.driver.mtu=1400 kind >/dev/null
kind create cluster --retain --config - >/tmp/created 2>&1 || {
  docker ps --all
  docker exec ${controlPlane} journalctl --no-pager --output cat --lines 12 --unit kubelet --unit containerd || true
  tail -n 40 /tmp/created
  exit 1
}`;

/**
 * Until nothing is left to do: what is unfinished now would be unfinished in every clone. The probe of the name server
 * asks every second, because a kubelet that has just started waits up to one period before the first.
 */
export const settle = `
deadline=$((SECONDS + 540))
wait_for() { # wait_for WHAT COMMAND...: until it succeeds
  local what=$1
  shift
  until "$@" >/tmp/said 2>&1; do
    [ "$SECONDS" -lt "$deadline" ] || { echo "waited in vain for $what: $(tail -n 20 /tmp/said)"; kubectl get pods,nodes --all-namespaces --output wide; exit 1; }
    sleep 0.5
  done
}
serving() {
  kubectl get certificatesigningrequests --output json \\
    | jq --raw-output '.items[] | select(.spec.signerName == "kubernetes.io/kubelet-serving" and .status.conditions == null) | .metadata.name' \\
    | xargs --no-run-if-empty kubectl certificate approve
  for node in $(kind get nodes --name lab); do docker exec "$node" test -e /var/lib/kubelet/pki/kubelet-server-current.pem || return 1; done
}
running() {
  kubectl get pods --all-namespaces --output json \\
    | jq --exit-status '[.items[] | select(.metadata.deletionTimestamp or ([.status.conditions[]? | select(.type == "Ready" and .status == "True")] == []))] == []'
}
# While a clone starts, all wait for the API server: these two let it go first.
for name in kube-controller-manager kube-scheduler; do
  docker exec ${controlPlane} sed --in-place 's/^\\( *cpu: \\)[0-9]*m$/\\110m/' "/etc/kubernetes/manifests/$name.yaml"
done
wait_for 'certificates of the kubelets' serving
wait_for 'nodes' kubectl wait --for=condition=Ready nodes --all --timeout=1s
kubectl --namespace kube-system patch deployment coredns --type strategic --patch '{"spec": {"replicas": 1, "strategy": {"rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}}, "template": {"spec": {"containers": [{"name": "coredns", "env": [{"name": "GOGC", "value": "35"}], "readinessProbe": {"periodSeconds": 1}}]}}}}'
kubectl --namespace kube-system set env daemonset/kube-proxy GOGC=35
for kind in deployments daemonsets; do
  kubectl get "$kind" --all-namespaces --output json | jq --raw-output '.items[] | .metadata.namespace + " " + .metadata.name' | while read -r namespace name; do
    wait_for "$name" kubectl --namespace "$namespace" rollout status "$kind/$name" --timeout=1s
  done
done
wait_for 'pods' running
wait_for 'storage classes' kubectl get storageclass standard hostpath
wait_for 'the service account' kubectl get serviceaccount default`;

/** What the nodes' agents found when they sent real packets; `npm run doctor` repeats it. Not waited for in vain: it is told, not asked. */
export const selfTest = `
said() { kubectl get nodes --output json | jq --raw-output '[.items[].metadata.annotations["drydock.dev/network-policy"] // "starting"] | unique | join(", ")'; }
deadline=$((SECONDS + 20))
while [ "$(said)" = starting ] && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.5; done
said`;

/** Ours is in the group that rules about access cannot lock out. */
export const makeCredentials = `
umask 077
mkdir -p /data/bake
cd /data/bake
for file in ca.crt ca.key; do docker exec ${controlPlane} cat "/etc/kubernetes/pki/$file" >"$file"; done
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /O=system:masters/CN=drydock-checker -keyout key -out request 2>/dev/null
printf 'keyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth\n' >usage
openssl x509 -req -in request -CA ca.crt -CAkey ca.key -CAcreateserial -days 3650 -extfile usage -out certificate 2>/dev/null
printf '%s\n' 'apiVersion: v1' 'kind: Config' 'current-context: lab' \
  'contexts:' '- name: lab' '  context:' '    cluster: lab' '    user: checker' \
  'clusters:' '- name: lab' '  cluster:' '    server: https://127.0.0.1:6443' "    certificate-authority-data: $(base64 -w 0 <ca.crt)" \
  'users:' '- name: checker' '  user:' "    client-certificate-data: $(base64 -w 0 <certificate)" "    client-key-data: $(base64 -w 0 <key)" >checker-kubeconfig
rm ca.* key request usage certificate
KUBECONFIG=checker-kubeconfig kubectl auth can-i '*' '*' --all-namespaces
# By kubectl's own way one event goes every fifth of a second.
for namespace in $(kubectl get namespaces --output name); do kubectl delete --raw "/api/v1/namespaces/\${namespace#*/}/events" >/dev/null; done`;

// Pods are removed, so that a clone begins with new ones. Images need their layers no more once these are unpacked.
const stopNode = `
crictl() { command crictl --timeout 120s "$@"; }
systemctl stop kubelet
for pod in $(crictl pods --quiet); do
  crictl pods --id "$pod" --output json | jq --exit-status '.items[0].metadata.name | startswith("etcd-")' >/dev/null || crictl stopp "$pod" >/dev/null
done
for container in $(crictl ps --quiet --name "^etcd$"); do crictl stop --timeout 20 "$container" >/dev/null; done
crictl rmp --all --force >/dev/null
find /var/lib/containerd/io.containerd.content.v1.content/blobs/sha256 -size +500k -printf "sha256:%f\\n" | xargs --no-run-if-empty ctr --namespace k8s.io content rm >/dev/null
ctr --namespace k8s.io snapshots ls | awk "NR > 1 && \\$NF != \\"Committed\\" { print; found = 1 } END { exit found }"
systemctl stop containerd
find /var/lib/containerd/io.containerd.content.v1.content/blobs/sha256 -size +500k -delete
find /var/log/pods -type f -delete
rm -rf /var/cache/* /var/log/containers/* /var/log/journal/* /var/lib/etcd/member/wal/*.tmp`;

// Pods of a clone ask for the API before kube-proxy has come up, and then wait thirty seconds for a connection that leads
// nowhere. So the nodes know the way to it from their start.
const apiFromTheStart = `
cat >/etc/systemd/system/drydock-api.service <<UNIT
[Unit]
Description=The address of the API inside the cluster
Before=kubelet.service
[Service]
Type=oneshot
ExecStart=/usr/sbin/nft --file /etc/drydock-api.nft
[Install]
WantedBy=multi-user.target
UNIT
for hook in prerouting output; do
  echo "table ip drydock-api { chain $hook { type nat hook $hook priority -101; ip daddr 10.96.0.1 tcp dport 443 dnat to $API; }; }"
done >/etc/drydock-api.nft
nft --check --file /etc/drydock-api.nft
systemctl enable --quiet drydock-api.service`;

// A kubelet takes longer to begin with its first pod than etcd and the API server take to be created, and a clone is ready
// when these two answer. So on its first start the runtime is asked for just the containers that the kubelet asked for in the
// bake, names and all, and the kubelet finds them as after a restart of its own. Asked twice for one name, a runtime refuses.
const apiServerFirst = `
first=/var/lib/drydock-first
for name in etcd kube-apiserver; do
  container=$(crictl ps --quiet --name "^$name$")
  [ -n "$container" ] || continue
  mkdir -p "$first/$name"
  crictl inspect "$container" | jq .info.config >"$first/$name/container.json"
  crictl inspectp "$(crictl inspect "$container" | jq --raw-output .info.sandboxID)" | jq .info.config >"$first/$name/pod.json"
done
if [ -d "$first" ]; then
  cat >"$first/begin" <<'BEGIN'
cd "\${0%/*}"
for name in etcd kube-apiserver; do crictl run --no-pull "$name/container.json" "$name/pod.json" & done
wait
rm -r "$PWD"
BEGIN
  cat >/etc/systemd/system/drydock-first.service <<UNIT
[Unit]
Description=etcd and the API server before the kubelet
ConditionPathIsDirectory=$first
After=containerd.service
Before=kubelet.service
[Service]
Type=oneshot
ExecStart=-/bin/bash $first/begin
[Install]
WantedBy=multi-user.target
UNIT
  systemctl enable --quiet drydock-first.service
fi`;

/** The control plane last. The addresses that the nodes have become theirs for good. */
export const shutDown = `
api=$(docker inspect --format '{{.NetworkSettings.Networks.kind.IPAddress}}' ${controlPlane}):6443
for node in $(kind get nodes --name lab | grep --invert-match --line-regexp ${controlPlane} || true) ${controlPlane}; do
  address=$(docker inspect --format '{{.NetworkSettings.Networks.kind.IPAddress}}' "$node")
  docker exec --env "API=$api" "$node" bash -euo pipefail -c "$STOP_NODE"
  docker kill "$node" >/dev/null
  docker network disconnect kind "$node"
  docker network connect --ip "$address" kind "$node"
done
service docker stop
pkill -x containerd || true
sync`.replace('$STOP_NODE', () => `$(cat <<'STOP'${apiFromTheStart}${apiServerFirst}${stopNode}\nSTOP\n)`);
