/** Service → workload → pod → node, and what policies let through: the one truth that list and picture show. */
import type { Policy, Service } from '../../lib/lab-api/cluster.ts';
import { all, type ClusterState } from './cluster-store.ts';
import { type Partner, partnersOf } from './policy-partners.ts';
import { type Direction, type PolicyWorld, policiesFor } from './policy-rules.ts';
import { speakers, type Workload, workloadsOf } from './workloads.ts';

/** Null where no policy chooses its pods: then everything passes. */
export interface Openness {
  readonly ingress: Allowed | null;
  readonly egress: Allowed | null;
}

export interface Allowed {
  readonly policies: readonly string[];
  readonly partners: readonly Partner[];
}

export interface Topology {
  readonly workloads: readonly (Workload & Openness)[];
  /** They choose no pod that is there. */
  readonly idleServices: readonly Service[];
  /** More than can be shown. */
  readonly untold: number;
}

const WORKLOADS_AT_MOST = 40;
/** Each is asked of with each that policies choose. */
const PARTNERS_AT_MOST = 300;

export function topologyOf(
  content: ClusterState['content'],
  isInScope: (namespace: string) => boolean,
): Topology {
  const services = all(content, 'Service');
  const every = workloadsOf(content, services);
  const inScope = every.filter(({ namespace }) => isInScope(namespace));
  const shown = inScope.slice(0, WORKLOADS_AT_MOST);
  const world: PolicyWorld = {
    policies: all(content, 'NetworkPolicy'),
    namespaceLabels: new Map(all(content, 'Namespace').map(({ name, labels }) => [name, labels])),
  };
  const led = new Set(every.flatMap((workload) => workload.services));
  return {
    workloads: shown.map((workload) => ({
      ...workload,
      ingress: allowed('Ingress', workload, every, world),
      egress: allowed('Egress', workload, every, world),
    })),
    idleServices: services.filter((service) => isInScope(service.namespace) && !led.has(service)),
    untold: inScope.length - shown.length,
  };
}

function allowed(
  direction: Direction,
  workload: Workload,
  every: readonly Workload[],
  world: PolicyWorld,
): Allowed | null {
  const [pod] = speakers(workload.pods);
  const policies: readonly Policy[] = pod ? policiesFor(pod, direction, world) : [];
  if (policies.length === 0) return null;
  return {
    policies: policies.map(({ name }) => name),
    partners: partnersOf({ direction, workload, every: every.slice(0, PARTNERS_AT_MOST), policies, world }),
  };
}
