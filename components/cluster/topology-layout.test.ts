import { expect, test } from 'vitest';
import { pod, service } from './things.ts';
import type { Topology } from './topology.ts';
import { BOX, layOut } from './topology-layout.ts';

const workload = (name: string, pods: number, more: Partial<Topology['workloads'][number]> = {}) => ({
  ...{ key: `shop/Deployment/${name}`, kind: 'Deployment', namespace: 'shop', name, services: [], ports: [] },
  pods: Array.from({ length: pods }, (_, n) => pod(`${name}-${n}`)),
  ...{ ingress: null, egress: null },
  ...more,
});
const topology = (...workloads: Topology['workloads']): Topology => ({
  workloads,
  idleServices: [],
  untold: 0,
});

test('no box lies on another, and all are within the drawing', () => {
  const { boxes, width, height } = layOut(
    topology(
      workload('web', 3, {
        services: [service('a', {}), service('b', {}), service('c', {}), service('d', {})],
      }),
      workload('api', 0),
      workload('db', 40),
    ),
  );
  for (const box of boxes) {
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.x + BOX.width).toBeLessThanOrEqual(width);
    expect(box.y + BOX.height).toBeLessThanOrEqual(height);
    const others = boxes.filter((other) => other !== box && other.column === box.column);
    expect(others.filter((other) => Math.abs(other.y - box.y) < BOX.height)).toEqual([]);
  }
});

test('lines lead from service to workload to pod to node, and from whom a policy lets in', () => {
  const ingress = {
    policies: ['only-api'],
    partners: [
      { key: 'shop/Deployment/api', words: 'api in shop', ports: ['80/TCP'] },
      { key: 'street/Pod/not-drawn', words: 'not-drawn in street', ports: [] },
      { key: null, words: 'addresses in 192.0.2.0/24', ports: [] },
    ],
  };
  const { lines } = layOut(
    topology(workload('web', 1, { services: [service('shop', {})], ingress }), workload('api', 1)),
  );
  const told = lines.map(({ kind, from, to }) => `${from.title} ${kind} ${to.title}`);
  expect(told).toEqual([
    'shop leads web',
    'web leads web-0',
    'api leads api-0',
    'web-0 leads lab-control-plane',
    'api-0 leads lab-control-plane',
    'api lets web',
  ]);
});

test('of many pods a few are drawn, and their number is told', () => {
  const { boxes } = layOut(topology(workload('web', 40)));
  expect(boxes.filter(({ column }) => column === 'pod')).toHaveLength(5);
  expect(boxes.find(({ column }) => column === 'workload')?.about).toBe('Deployment, 40 pods');
});
