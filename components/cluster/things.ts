/** For tests: things of a cluster with what matters to a test, and the rest as it usually is. */
import type { ContainerPort, Labels, Pod, Policy, Service } from '../../lib/lab-api/cluster.ts';
import type { NetworkPolicySpec } from '../../lib/lab-api/network-policy.ts';

const base = {
  namespace: 'shop',
  createdAt: '2026-01-01T00:00:00Z',
  labels: {},
  owner: null,
  isEnding: false,
};

type PodFacts = Partial<Omit<Pod, 'kind' | 'containers'>> & { readonly ports?: readonly ContainerPort[] };

export function pod(name: string, { ports = [], ...facts }: PodFacts = {}): Pod {
  const running = { state: 'Running', ready: 1, restarts: 0, node: 'lab-control-plane', ip: null };
  const containers = [{ name: 'main', image: 'nginx', ports: [...ports] }];
  return { ...base, kind: 'Pod', name, ...running, isOnHostNetwork: false, containers, ...facts };
}

export const policy = (name: string, spec: NetworkPolicySpec, namespace = 'shop'): Policy => ({
  ...base,
  kind: 'NetworkPolicy',
  name,
  namespace,
  spec,
});

export function service(name: string, selector: Labels, ports: Service['ports'] = []): Service {
  return { ...base, kind: 'Service', name, type: 'ClusterIP', address: '10.96.0.1', selector, ports };
}
