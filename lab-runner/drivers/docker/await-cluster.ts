/** A cluster is ready when its nodes say so since this start, and settled when names are answered too. Asked with the checker's credentials. */
import { type ClusterKind, nodesOf } from '../../engine/bake/baked-place.ts';
import { LabError } from '../../errors.ts';
import type { ExecResult } from '../driver.ts';
import { agentIn } from './agents.ts';
import type { DockerContext } from './context.ts';
import type { Place } from './place.ts';

const READY_TIMEOUT_MS = 240_000;

/** What was baked says that all is well, too: only what is newer than $2 counts. curl is ten times as quick as kubectl. */
const AWAIT = `set -u
cd "$(mktemp -d)" || exit 1
value() { sed -n "s/^ *$1: //p" /etc/drydock/kubeconfig | base64 -d; }
value certificate-authority-data >ca; value client-certificate-data >certificate; value client-key-data >key
ask() { curl -sf --max-time 5 --cacert ca --cert certificate --key key "https://127.0.0.1:6443/api/v1/$1"; }
until_so() { # until_so PATH FILTER ARGUMENTS...
  local path=$1 filter=$2
  shift 2
  until ask "$path" | jq --exit-status "$@" "$filter" >/dev/null 2>&1; do read -rt 0.05 <> <(:); done
}
# Before the API is there, whoever asks often only takes from those who start it.
until ask 'nodes?limit=1' >/dev/null; do read -rt 0.1 <> <(:); done
ready='any(.status.conditions[]?; .type == "Ready" and .status == "True" and .lastHeartbeatTime >= $since)'
until_so nodes "[.items[] | select($ready)] | length >= \\$nodes" --argjson nodes "$1" --arg since "$2"
echo nodes
[ "$3" = settled ] || exit 0
running='any(.status.conditions[]?; .type == "Ready" and .status == "True") and any(.status.containerStatuses[]?; .state.running.startedAt >= $since)'
until_so 'namespaces/kube-system/pods?labelSelector=k8s-app%3Dkube-dns' "any(.items[]; $running)" --arg since "$2"
echo names`;

/** Rejects with the signal's reason, or with `lab_start_failed` when it takes too long. */
export async function awaitCluster(
  context: DockerContext,
  place: Place,
  kind: ClusterKind,
  options: {
    readonly since: Date;
    readonly signal: AbortSignal;
    readonly settled?: boolean;
    readonly timeoutMs?: number;
  },
): Promise<void> {
  const since = options.since.toISOString().replace(/\.\d+Z$/, 'Z');
  const checker = agentIn(context, place, 'checker', async () => {});
  const until = options.settled ? 'settled' : 'ready';
  const { exitCode, stdout, stderr }: ExecResult = await checker.exec(
    ['bash', '-c', AWAIT, 'await', String(nodesOf(kind).length), since, until],
    {
      user: 'root',
      timeoutMs: options.timeoutMs ?? READY_TIMEOUT_MS,
      signal: options.signal,
    },
  );
  options.signal.throwIfAborted();
  if (exitCode === 0) return;
  const missing = stdout.includes('nodes') ? 'its names are not answered' : 'its nodes are not ready';
  throw new LabError('lab_start_failed', {
    detail: `the cluster does not come up: ${missing} ${stderr.slice(-500)}`,
  });
}
