import { expect, test } from 'vitest';
import { catalogueKey, readCatalogue, repositoryOf } from './catalogue-list.ts';

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
  for (const { tags } of images) expect(tags).toContain('latest');
});

test('every stand-in says that it is none of the official images', async () => {
  for (const { standIn } of await readCatalogue()) expect(standIn).toMatch(/not the official image/);
});

test('official names are kept where Docker Hub keeps them', () => {
  expect(repositoryOf('nginx')).toBe('library/nginx');
  expect(repositoryOf('traefik/whoami')).toBe('traefik/whoami');
});

test('another source gives another registry', async () => {
  expect(await catalogueKey('mirror')).not.toBe(await catalogueKey('stand-in'));
});
