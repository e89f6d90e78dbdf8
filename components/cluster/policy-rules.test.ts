import { expect, test } from 'vitest';
import type { NetworkPolicySpec } from '../../lib/lab-api/network-policy.ts';
import { isInBlock } from './address-block.ts';
import { mayConnect, type PolicyWorld } from './policy-rules.ts';
import { pod, policy } from './things.ts';

const db = pod('db', {
  labels: { app: 'db' },
  ip: '10.244.0.10',
  ports: [{ name: 'sql', port: 5432, protocol: 'TCP' }],
});
const api = pod('api', { labels: { app: 'api' }, ip: '10.244.0.11' });
const spy = pod('spy', { labels: { app: 'api' }, ip: '10.244.1.12', namespace: 'street' });
const namespaceLabels = new Map([
  ['shop', { team: 'shop' }],
  ['street', { team: 'nobody' }],
]);
const sql = { port: 5432, protocol: 'TCP' };
const world = (...specs: NetworkPolicySpec[]): PolicyWorld => ({
  policies: specs.map((spec, index) => policy(`p${index}`, spec)),
  namespaceLabels,
});
const onDb = (ingress: NetworkPolicySpec['ingress']): NetworkPolicySpec => ({
  podSelector: { matchLabels: { app: 'db' } },
  policyTypes: ['Ingress'],
  ingress,
});

test('without a policy that chooses it, everybody reaches a pod', () => {
  expect(mayConnect(spy, db, sql, world())).toBe(true);
  expect(mayConnect(spy, db, sql, world({ podSelector: { matchLabels: { app: 'other' } } }))).toBe(true);
});

test('a policy that chooses everything and allows nothing closes ingress, and egress only when it says so', () => {
  expect(mayConnect(spy, db, sql, world({ podSelector: {} }))).toBe(false);
  expect(mayConnect(db, spy, sql, world({ podSelector: {} }))).toBe(true);
  expect(mayConnect(db, spy, sql, world({ podSelector: {}, policyTypes: ['Egress'] }))).toBe(false);
});

test('a podSelector alone means pods of the policy’s own namespace', () => {
  const rules = world(onDb([{ from: [{ podSelector: { matchLabels: { app: 'api' } } }] }]));
  expect(mayConnect(api, db, sql, rules)).toBe(true);
  expect(mayConnect(spy, db, sql, rules)).toBe(false);
});

test('both selectors in one peer must hold, in two peers one is enough', () => {
  const pods = { matchLabels: { app: 'api' } };
  const ours = { matchLabels: { team: 'shop' } };
  const both = world(onDb([{ from: [{ podSelector: pods, namespaceSelector: ours }] }]));
  expect([api, spy].map((from) => mayConnect(from, db, sql, both))).toEqual([true, false]);
  const either = world(onDb([{ from: [{ namespaceSelector: {} }, { podSelector: pods }] }]));
  expect([api, spy].map((from) => mayConnect(from, db, sql, either))).toEqual([true, true]);
});

test('ports are numbers, ranges or names of the target’s ports, and TCP when nothing is said', () => {
  const on = (ports: { port?: number | string; endPort?: number; protocol?: string }[]) =>
    mayConnect(api, db, sql, world(onDb([{ ports }])));
  expect(on([{ port: 5432 }])).toBe(true);
  expect(on([{ port: 5432, protocol: 'UDP' }])).toBe(false);
  expect(on([{ port: 5000, endPort: 6000 }])).toBe(true);
  expect(on([{ port: 'sql' }])).toBe(true);
  expect(on([{ port: 'http' }])).toBe(false);
  expect(on([{}])).toBe(true);
});

test('policies add up', () => {
  const rules = world({ podSelector: {} }, onDb([{ from: [{ podSelector: {} }] }]));
  expect(mayConnect(api, db, sql, rules)).toBe(true);
});

test('what the one side may send is nothing when the other side may not take it', () => {
  const out: NetworkPolicySpec = { podSelector: {}, policyTypes: ['Egress'], egress: [{}] };
  expect(mayConnect(api, db, sql, world(out, onDb([])))).toBe(false);
});

test('a pod on the host’s network is the node: its own pods cannot keep it out', () => {
  const host = { ...api, isOnHostNetwork: true };
  expect(mayConnect(host, db, sql, world(onDb([])))).toBe(true);
});

test('pods on the host’s network are chosen by nobody and are nobody’s peers', () => {
  const host = { ...api, isOnHostNetwork: true, node: 'lab-worker' };
  expect(mayConnect(db, host, sql, world({ podSelector: {} }))).toBe(true);
  expect(mayConnect(host, db, sql, world(onDb([{ from: [{ podSelector: {} }] }])))).toBe(false);
});

test.each([
  ['In', ['db'], true],
  ['NotIn', ['db'], false],
  ['Exists', undefined, true],
  ['DoesNotExist', undefined, false],
  ['Imagined', undefined, false],
])('an expression with %s %j chooses db: %j', (operator, values, isChosen) => {
  const podSelector = { matchExpressions: [{ key: 'app', operator, values }] };
  expect(mayConnect(api, db, sql, world({ podSelector }))).toBe(!isChosen);
});

test.each([
  ['10.0.0.0/8', [], true],
  ['10.244.0.0/24', [], true],
  ['10.244.0.0/16', ['10.244.0.0/24'], false],
  ['0.0.0.0/0', [], true],
  ['10.244.0.12/32', [], false],
  ['fd00::/8', [], false],
  ['10.0.0.0/99', [], false],
])('10.244.0.11 in %s without %j: %j', (cidr, except, isIn) => {
  expect(isInBlock('10.244.0.11', { cidr, except })).toBe(isIn);
});

test('a label of the name of something every object has is no label', () => {
  const podSelector = { matchLabels: { constructor: 'x' } };
  expect(mayConnect(api, db, sql, world({ podSelector }))).toBe(true);
});
