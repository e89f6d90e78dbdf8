/** Which connections NetworkPolicies let through, by the words of the API's documentation. */
import type { Labels, Pod, Policy } from '../../lib/lab-api/cluster.ts';
import type { PolicyPeer, PolicyPort } from '../../lib/lab-api/network-policy.ts';
import { isInBlock } from './address-block.ts';
import { selects } from './label-selector.ts';

export interface Port {
  readonly port: number;
  readonly protocol: string;
}

export interface PolicyWorld {
  readonly policies: readonly Policy[];
  /** Of each namespace. */
  readonly namespaceLabels: ReadonlyMap<string, Labels>;
}

export type Direction = 'Ingress' | 'Egress';

interface Rule {
  /** Empty: everybody. */
  readonly peers: readonly PolicyPeer[];
  /** Empty: every port. */
  readonly ports: readonly PolicyPort[];
}

/** The policies that choose the pod in that direction. Without one, everything passes. */
export function policiesFor(pod: Pod, direction: Direction, { policies }: PolicyWorld): readonly Policy[] {
  if (pod.isOnHostNetwork) return [];
  return policies.filter(
    (policy) =>
      policy.namespace === pod.namespace &&
      typesOf(policy).includes(direction) &&
      selects(policy.spec.podSelector ?? {}, pod.labels),
  );
}

function typesOf({ spec }: Policy): readonly string[] {
  return spec.policyTypes ?? (spec.egress ? ['Ingress', 'Egress'] : ['Ingress']);
}

export function rulesOf({ spec }: Policy, direction: Direction): readonly Rule[] {
  return direction === 'Ingress'
    ? (spec.ingress ?? []).map(({ from = [], ports = [] }) => ({ peers: from, ports }))
    : (spec.egress ?? []).map(({ to = [], ports = [] }) => ({ peers: to, ports }));
}

/** A port of null stands for all of them at once. */
export function mayConnect(from: Pod, to: Pod, port: Port | null, world: PolicyWorld): boolean {
  const asked = { to, port, world };
  // A pod and its node can always reach each other, and who is on the host's network is the node.
  if (from.isOnHostNetwork !== to.isOnHostNetwork && from.node === to.node) return true;
  return passes('Egress', from, to, asked) && passes('Ingress', to, from, asked);
}

interface Asked {
  readonly to: Pod;
  readonly port: Port | null;
  readonly world: PolicyWorld;
}

function passes(direction: Direction, pod: Pod, other: Pod, { to, port, world }: Asked): boolean {
  const policies = policiesFor(pod, direction, world);
  return (
    policies.length === 0 ||
    policies.some((policy) =>
      rulesOf(policy, direction).some(
        ({ peers, ports }) =>
          (peers.length === 0 || peers.some((peer) => isPeer(peer, other, policy, world))) &&
          (ports.length === 0 || ports.some((allowed) => isPort(allowed, port, to))),
      ),
    )
  );
}

function isPeer(
  { podSelector, namespaceSelector, ipBlock }: PolicyPeer,
  pod: Pod,
  policy: Policy,
  { namespaceLabels }: PolicyWorld,
): boolean {
  if (ipBlock) return pod.ip !== null && isInBlock(pod.ip, ipBlock);
  if (pod.isOnHostNetwork) return false;
  const isItsNamespace = namespaceSelector
    ? selects(namespaceSelector, namespaceLabels.get(pod.namespace) ?? {})
    : pod.namespace === policy.namespace;
  return isItsNamespace && selects(podSelector ?? {}, pod.labels);
}

/** A name is that of a port of the pod that is connected to, in both directions. */
function isPort(allowed: PolicyPort, asked: Port | null, to: Pod): boolean {
  if (asked === null) return false;
  if ((allowed.protocol ?? 'TCP') !== asked.protocol) return false;
  if (allowed.port === undefined) return true;
  if (typeof allowed.port === 'number') {
    return asked.port >= allowed.port && asked.port <= (allowed.endPort ?? allowed.port);
  }
  return namedPort(to, allowed.port) === asked.port;
}

export function namedPort({ containers }: Pod, name: string): number | undefined {
  return containers.flatMap(({ ports }) => ports).find((port) => port.name === name)?.port;
}
