import { expect, test } from 'vitest';
import { wordsOf } from '../../lib/lab-api/container-command.ts';
import type { Container, EngineContent } from '../../lib/lab-api/containers.ts';
import { groupsOf, sizeInWords } from './engine-objects.ts';

const container = (name: string, more: Partial<Container> = {}): Container => ({
  ...{ id: `id-${name}`, name, image: 'nginx', state: 'running', status: 'Up', ports: [] },
  ...{ project: null, service: null },
  ...more,
});
const content = (more: Partial<EngineContent>): EngineContent => ({
  ...{ containers: [], images: [], volumes: [], networks: [] },
  ...more,
});
const commands = (state: string) =>
  groupsOf(content({ containers: [container('web', { state })] }))[0]?.objects[0]?.actions.map(
    ({ command }) => wordsOf(command).join(' '),
  );

test('what Compose made stands together under its project, by the names of its services', () => {
  const made = container('shop-cache-1', { project: 'shop', service: 'cache' });
  const [shop, alone] = groupsOf(content({ containers: [container('web'), made] }));
  expect(shop).toMatchObject({
    title: 'Compose project shop',
    objects: [{ name: 'shop', about: 'all of it: 1 of 1 running' }, { name: 'cache' }],
  });
  expect(shop?.objects[0]?.actions.map(({ command }) => wordsOf(command).join(' '))).toContain(
    'docker compose --project-name shop down',
  );
  expect(alone).toMatchObject({ title: 'Containers', objects: [{ name: 'web' }] });
});

test.each([
  ['running', 'docker stop web'],
  ['paused', 'docker unpause web'],
  ['exited', 'docker start web'],
  ['created', 'docker start web'],
])('a container that is %s is offered %s first', (state, command) => {
  expect(commands(state)?.[0]).toBe(command);
  expect(commands(state)).toContain('docker rm --force web');
});

test('ports that are published are told, once each', () => {
  const port = (published: number | null) => ({ port: 80, protocol: 'tcp', published });
  const [group] = groupsOf(
    content({ containers: [container('web', { ports: [port(8080), port(8080), port(null)] })] }),
  );
  expect(group?.objects[0]?.about).toBe('nginx  :8080');
});

test('Docker’s own networks cannot be removed', () => {
  const networks = ['bridge', 'mine'].map((name) => ({ id: name, name, driver: 'bridge' }));
  const group = groupsOf(content({ networks })).at(-1);
  expect(group?.objects.map(({ actions }) => actions.length)).toEqual([0, 1]);
});

test('an image that lost its names goes by its id', () => {
  const images = [{ id: `sha256:${'a1'.repeat(32)}`, names: [], sizeBytes: 18_466_706 }];
  const group = groupsOf(content({ images })).find(({ title }) => title === 'Images');
  expect(group?.objects[0]).toMatchObject({ name: 'a1a1a1a1a1a1', about: '18 MB' });
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1500, '1.5 kB'],
  [18_466_706, '18 MB'],
  [2_500_000_000, '2.5 GB'],
])('%d bytes are %s', (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words);
});
