/** What happens in a cluster, as its API tells it. */
import type { Sandbox } from '../drivers/driver.ts';
import { CLUSTER_API } from './cluster-api.ts';

/** What learners make and change, and what follows from it. Not what changes by itself: leases, events, endpoints. */
const WATCHED = [
  ...[
    'namespaces',
    'pods',
    'services',
    'configmaps',
    'secrets',
    'serviceaccounts',
    'persistentvolumeclaims',
    'nodes',
  ].map((name) => `api/v1/${name}`),
  ...['deployments', 'statefulsets', 'daemonsets'].map((name) => `apis/apps/v1/${name}`),
  ...['jobs', 'cronjobs'].map((name) => `apis/batch/v1/${name}`),
  ...['networkpolicies', 'ingresses'].map((name) => `apis/networking.k8s.io/v1/${name}`),
  ...['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'].map(
    (name) => `apis/rbac.authorization.k8s.io/v1/${name}`,
  ),
];

/** One connection for all of them, only what has a name, and only what is new from here on. */
const COMMAND = `${CLUSTER_API}
since=$(ask 'api/v1/namespaces?limit=1' | jq -er .metadata.resourceVersion) || exit 1
urls=()
for path in "$@"; do urls+=("$api/$path?watch=1&resourceVersion=$since"); done
exec curl -sfN --parallel --parallel-max 40 "\${identity[@]}" \\
  --header 'Accept: application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io' "\${urls[@]}"`;

const CHANGE = /^\{"type":"(?:ADDED|MODIFIED|DELETED)"/;
/** What a check makes carries this label. */
const OF_CHECK = '"drydock.check"';

/** Ends when the stream does. Each item says that something in the cluster changed that no check did. */
export async function* clusterActivity(sandbox: Sandbox, signal: AbortSignal): AsyncGenerator<void> {
  const command = ['bash', '-c', COMMAND, 'cluster-events', ...WATCHED];
  for await (const line of sandbox.execLines(command, { place: 'checker', user: 'root', signal })) {
    if (isClusterChange(line)) yield;
  }
}

/** The cluster is in the learner's hands: a line may be anything, and a long one comes in pieces. */
export function isClusterChange(line: string): boolean {
  return CHANGE.test(line) && !line.includes(OF_CHECK);
}
