import { expect, test } from 'vitest';
import type { Container } from '../../lib/lab-api/containers.ts';
import { portChoices } from './port-choices.ts';

const container = (name: string, published: number | null, more: Partial<Container> = {}): Container => ({
  id: name,
  name,
  image: 'nginx',
  state: 'running',
  status: 'Up',
  project: null,
  service: null,
  ports: [{ port: 80, protocol: 'tcp', published }],
  ...more,
});
const words = (containers: readonly Container[], listening: readonly number[]) =>
  portChoices({ containers: [...containers], images: [], volumes: [], networks: [] }, listening).map(
    (one) => one.words,
  );

test('ports that containers publish come first, by name, then what else listens', () => {
  const containers = [container('web', 8081), container('shop-api-1', 8080, { service: 'api' })];
  expect(words(containers, [8000, 8080, 8081])).toEqual(['8080 api', '8081 web', '8000']);
});

test('what does not run, publishes nothing or speaks UDP is no choice', () => {
  const udp = { ports: [{ port: 53, protocol: 'udp', published: 53 }] };
  const containers = [container('a', 1, { state: 'exited' }), container('b', null), container('c', 2, udp)];
  expect(words(containers, [])).toEqual([]);
});

test('the sandbox’s own resolver is no choice, unless a container publishes one', () => {
  expect(words([], [53, 8000])).toEqual(['8000']);
  expect(words([container('dns', 53)], [53])).toEqual(['53 dns']);
});

test('a port is named once, and not more than twenty are', () => {
  expect(words([container('a', 80), container('b', 80)], [80])).toEqual(['80 a']);
  expect(
    words(
      [],
      Array.from({ length: 500 }, (_, index) => index + 100),
    ),
  ).toHaveLength(20);
});
