/** Whether the cluster of a lab is well, and what its learner can do when it is not. */
import type { Sandbox, SandboxKind } from '../drivers/driver.ts';
import { CLUSTER_API } from './cluster-api.ts';

export interface ClusterTrouble {
  /** For the learner. */
  readonly sentence: string;
  /** Also so for a moment after a thaw or a change that a cluster takes in its stride. */
  readonly mayPass: boolean;
}

/** By the names that every cluster of ours has; docs/engine.md. */
const NODES: Readonly<Record<SandboxKind, readonly string[]>> = {
  docker: [],
  cluster: ['lab-control-plane'],
  'cluster-3': ['lab-control-plane', 'lab-worker', 'lab-worker2'],
};
const READ_MS = 20_000;

const READ = `${CLUSTER_API}
set -o pipefail
label='%7B%22label%22%3A%5B%22io.x-k8s.kind.cluster%3Dlab%22%5D%7D'
curl -sf --max-time 5 --unix-socket /lab/run/docker.sock "http://engine/containers/json?all=1&filters=$label" |
  jq -r '"engine", (.[] | "container \\(.Names[0]) \\(.State)")' || exit 0
ask api/v1/nodes |
  jq -r 'def name: .metadata.name; "api", (.items[] |
    "node \\(name) \\([.status.conditions[]? | select(.type == "Ready")][0].status)",
    (select(.metadata.annotations["drydock.dev/network-policy"] // "" | startswith("broken")) | "open \\(name)"))' || exit 0
ask apis/apps/v1/namespaces/kube-system/deployments/coredns | jq -r '"names \\(.status.readyReplicas // 0)"'
exit 0`;

/** Null when all is well; undefined when it cannot be told. */
export async function readClusterHealth(
  sandbox: Sandbox,
  signal: AbortSignal,
): Promise<ClusterTrouble | null | undefined> {
  const command = ['bash', '-c', READ, 'cluster-health'];
  const options = { place: 'checker', user: 'root', timeoutMs: READ_MS, signal } as const;
  const { exitCode, stdout } = await sandbox.exec(command, options);
  return exitCode === 0 ? troubleIn(stdout, NODES[sandbox.kind]) : undefined;
}

/** The answers come from an engine and a cluster in the learner's hands: only words that we know count. */
export function troubleIn(said: string, nodes: readonly string[]): ClusterTrouble | null {
  const lines = new Set(said.split('\n'));
  if (!lines.has('engine')) {
    return passing(
      'The Docker engine in your sandbox, on which the cluster runs, does not answer.',
      'reset the lab',
    );
  }
  for (const node of nodes) {
    if (lines.has(`container /${node} running`)) continue;
    return lasting(nodeSentence(node, lines));
  }
  if (!lines.has('api')) {
    return passing(
      'The Kubernetes API does not answer.',
      `docker restart ${nodes[0]} may bring it back, else reset the lab`,
    );
  }
  const unready = nodes.find((node) => !lines.has(`node ${node} True`));
  if (unready)
    return passing(`The node ${unready} is not ready.`, `kubectl describe node ${unready} says why`);
  const open = nodes.find((node) => lines.has(`open ${node}`));
  if (open) return passing(`Network policies are not enforced on the node ${open}.`, 'reset the lab');
  if (!said.includes('\nnames ') || lines.has('names 0')) {
    return passing(
      'Names inside the cluster are not answered.',
      'look at kubectl -n kube-system get pods, or reset the lab',
    );
  }
  return null;
}

function nodeSentence(node: string, lines: ReadonlySet<string>): string {
  if (lines.has(`container /${node} paused`)) {
    return `The node ${node} is paused. docker unpause ${node} lets it go on.`;
  }
  const isThere = [...lines].some((line) => line.startsWith(`container /${node} `));
  return isThere
    ? `The node ${node} is stopped. docker start ${node} may bring it back, else reset the lab.`
    : `The node ${node} is gone. Reset the lab to get a whole cluster again.`;
}

const lasting = (sentence: string): ClusterTrouble => ({ sentence, mayPass: false });
const passing = (what: string, remedy: string): ClusterTrouble => ({
  sentence: `${what} If it stays so, ${remedy}.`,
  mayPass: true,
});
