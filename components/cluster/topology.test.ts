import { expect, test } from 'vitest';
import type { ClusterObject } from '../../lib/lab-api/cluster.ts';
import type { ClusterKind } from '../../lib/lab-api/cluster-kinds.ts';
import { pod, policy, service } from './things.ts';
import { topologyOf } from './topology.ts';

function contentOf(...objects: ClusterObject[]): ReadonlyMap<ClusterKind, readonly ClusterObject[]> {
  const content = new Map<ClusterKind, ClusterObject[]>();
  for (const object of objects) {
    const known = content.get(object.kind);
    if (known) known.push(object);
    else content.set(object.kind, [object]);
  }
  return content;
}
const everywhere = () => true;

const http = { name: 'http', port: 80, protocol: 'TCP' };
const replicaSet = (name: string): ClusterObject => ({
  ...pod(`${name}-7f`),
  kind: 'ReplicaSet',
  owner: { kind: 'Deployment', name },
  wanted: 1,
  ready: 1,
});
const of = (name: string, more: Parameters<typeof pod>[1] = {}) =>
  pod(`${name}-7f-x`, {
    labels: { app: name },
    owner: { kind: 'ReplicaSet', name: `${name}-7f` },
    ports: [http],
    ...more,
  });
const toWeb = service('shop', { app: 'web' }, [
  { name: null, port: 8080, protocol: 'TCP', targetPort: 'http', nodePort: null },
]);

test('a service leads to the workload whose pods it chooses, not to the ReplicaSet between them', () => {
  const { workloads, idleServices } = topologyOf(contentOf(replicaSet('web'), of('web'), toWeb), everywhere);
  expect(workloads).toMatchObject([{ kind: 'Deployment', name: 'web', services: [{ name: 'shop' }] }]);
  expect(workloads[0]?.ports).toEqual([{ port: 80, protocol: 'TCP' }]);
  expect(idleServices).toEqual([]);
});

test('a service that chooses no pod that is there is told by itself', () => {
  const { idleServices } = topologyOf(contentOf(toWeb), everywhere);
  expect(idleServices.map(({ name }) => name)).toEqual(['shop']);
});

test('without a policy everything passes; with one, it is told who may and on which ports', () => {
  const things = [replicaSet('web'), of('web'), replicaSet('api'), of('api'), replicaSet('spy'), of('spy')];
  expect(topologyOf(contentOf(...things), everywhere).workloads[0]).toMatchObject({
    ingress: null,
    egress: null,
  });
  const rule = policy('only-api', {
    podSelector: { matchLabels: { app: 'web' } },
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 'http' }] }],
  });
  const web = topologyOf(contentOf(...things, rule), everywhere).workloads[0];
  expect(web?.egress).toBeNull();
  expect(web?.ingress).toEqual({
    policies: ['only-api'],
    partners: [{ key: 'shop/Deployment/api', words: 'api in shop', ports: ['80/TCP'] }],
  });
});

test('a policy that lets nobody in has no partners, one without peers lets everybody in', () => {
  const things = [replicaSet('web'), of('web'), replicaSet('api'), of('api')];
  const closed = policy('deny', { podSelector: {} });
  expect(topologyOf(contentOf(...things, closed), everywhere).workloads[0]?.ingress?.partners).toEqual([]);
  const open = policy('open', { podSelector: {}, ingress: [{ ports: [{ port: 'http' }] }] });
  expect(topologyOf(contentOf(...things, closed, open), everywhere).workloads[0]?.ingress?.partners).toEqual([
    { key: null, words: 'everybody', ports: ['80/TCP'] },
  ]);
});

test('pods on the host’s network are nodes, and told as nobody’s partners', () => {
  const node = of('proxy', { isOnHostNetwork: true });
  const closed = policy('deny', { podSelector: { matchLabels: { app: 'web' } } });
  const { workloads } = topologyOf(contentOf(of('web'), node, closed), everywhere);
  expect(workloads[0]?.ingress?.partners).toEqual([]);
});

test('addresses that are let in are told as they are written', () => {
  const block = policy('office', {
    podSelector: {},
    ingress: [{ from: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }],
  });
  const web = topologyOf(contentOf(of('web'), block), everywhere).workloads[0];
  expect(web?.ingress?.partners).toEqual([{ key: null, words: 'addresses in 192.0.2.0/24', ports: [] }]);
});

test('of five thousand pods it is told how many workloads are not shown', () => {
  const pods = Array.from({ length: 5000 }, (_, n) => pod(`p${n}`, { labels: { n: String(n) } }));
  const began = performance.now();
  const found = topologyOf(contentOf(...pods, policy('deny', { podSelector: {} })), everywhere);
  expect(found.workloads.length + found.untold).toBe(5000);
  expect(performance.now() - began).toBeLessThan(5000);
});
