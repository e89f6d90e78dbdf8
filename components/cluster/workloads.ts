/** Pods by what made them, with the services that lead to them. */
import type { Pod, Service } from '../../lib/lab-api/cluster.ts';
import { all, type ClusterState } from './cluster-store.ts';
import { matchesAll } from './label-selector.ts';
import { namedPort, type Port } from './policy-rules.ts';

export interface Workload {
  /** `namespace/Kind/name`. */
  readonly key: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  /** Ports that somebody may want to reach it on. */
  readonly ports: readonly Port[];
}

export function workloadsOf(
  content: ClusterState['content'],
  services: readonly Service[],
): readonly Workload[] {
  const controllers = new Map(
    [...all(content, 'ReplicaSet'), ...all(content, 'Job')].map((one) => [
      `${one.namespace}/${one.kind}/${one.name}`,
      one.owner,
    ]),
  );
  const groups = new Map<string, { kind: string; name: string; pods: Pod[] }>();
  for (const pod of all(content, 'Pod')) {
    const maker = pod.owner ?? { kind: 'Pod', name: pod.name };
    const { kind, name } = controllers.get(`${pod.namespace}/${maker.kind}/${maker.name}`) ?? maker;
    const key = `${pod.namespace}/${kind}/${name}`;
    const group = groups.get(key) ?? { kind, name, pods: [] };
    group.pods.push(pod);
    groups.set(key, group);
  }
  return [...groups].map(([key, { kind, name, pods }]) => {
    const { namespace = '' } = pods[0] ?? {};
    const leading = services.filter((service) => service.namespace === namespace && leadsTo(service, pods));
    return { key, kind, namespace, name, pods, services: leading, ports: portsOf(pods, leading) };
  });
}

/** Pods of one workload differ little: the first of each kind of labels speaks for the others. */
export function speakers(pods: readonly Pod[]): readonly Pod[] {
  const different = new Map(pods.map((pod) => [JSON.stringify(pod.labels), pod]));
  return [...different.values()].slice(0, 3);
}

function leadsTo({ selector }: Service, pods: readonly Pod[]): boolean {
  if (Object.keys(selector).length === 0) return false;
  return speakers(pods).some(({ labels }) => matchesAll(selector, labels));
}

function portsOf(pods: readonly Pod[], services: readonly Service[]): readonly Port[] {
  const [pod] = pods;
  if (!pod) return [];
  const declared = pod.containers.flatMap(({ ports }) => ports);
  const led = services.flatMap(({ ports }) =>
    ports.map(({ targetPort, protocol }) => ({
      port: typeof targetPort === 'number' ? targetPort : namedPort(pod, targetPort),
      protocol,
    })),
  );
  const found = [...declared, ...led].flatMap(({ port, protocol }) =>
    port === undefined ? [] : ([[`${port}/${protocol}`, { port, protocol }]] as const),
  );
  return [...new Map(found).values()];
}
