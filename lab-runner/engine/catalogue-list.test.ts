import { expect, test } from 'vitest';
import { catalogueKey, officialName, readCatalogue, repositoriesOf } from './catalogue-list.ts';

test('the catalogue has what tutorials begin with, each under latest', async () => {
  const images = await readCatalogue();
  const names = images.map(({ name }) => name);
  const wanted = [
    'nginx',
    'redis',
    'postgres',
    'node',
    'python',
    'busybox',
    'debian',
    'httpd',
    'hello-world',
    'registry',
  ];
  expect(names).toEqual(expect.arrayContaining(wanted));
  const first = images.filter(({ name }) => wanted.includes(name));
  for (const { tags } of first) expect(tags).toContain('latest');
});

test('every stand-in says that it is none of the official images', async () => {
  for (const { standIn } of await readCatalogue()) expect(standIn).toMatch(/not the official image/);
});

test('official names are kept where Docker Hub keeps them', () => {
  const onDockerHub = { registry: 'docker.io', alsoAs: [] };
  expect(repositoriesOf({ ...onDockerHub, name: 'nginx' })).toEqual(['library/nginx']);
  expect(repositoriesOf({ ...onDockerHub, name: 'traefik/whoami' })).toEqual(['traefik/whoami']);
});

test('names of other registries are kept without their host', () => {
  const pause = {
    name: 'pause',
    registry: 'registry.k8s.io',
    alsoAs: ['gcr.io/other/pause', 'docker.io/pause'],
  };
  expect(repositoriesOf(pause)).toEqual(['pause', 'other/pause', 'library/pause']);
  expect(officialName(pause)).toBe('registry.k8s.io/pause');
});

test('no two entries are served under one name', async () => {
  const served = (await readCatalogue()).flatMap((image) =>
    repositoriesOf(image).flatMap((repository) =>
      [...image.tags, ...image.typed].map((tag) => `${repository}:${tag}`),
    ),
  );
  expect(served.filter((name, index) => served.indexOf(name) !== index)).toEqual([]);
});

test('another source gives another registry', async () => {
  expect(await catalogueKey('mirror')).not.toBe(await catalogueKey('stand-in'));
});
