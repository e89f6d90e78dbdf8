import { expect, test } from 'vitest';
import { readEngineConfig } from './engine-config.ts';
import { chooseEngineWay } from './engine-way.ts';

test('an empty environment leaves everything to the machine', () => {
  expect(readEngineConfig({})).toMatchObject({
    givenHost: undefined,
    wantedWay: undefined,
    catalogueSource: 'automatic',
  });
});

test('a variable that is set to nothing counts as not set', () => {
  expect(readEngineConfig({ LAB_ENGINE_HOST: '', LAB_CATALOGUE: '' })).toEqual(readEngineConfig({}));
});

test.each([
  [{ LAB_ENGINE_HOST: '/var/run/docker.sock' }, 'LAB_ENGINE_HOST'],
  [{ LAB_ENGINE: 'privileged' }, 'LAB_ENGINE'],
  [{ DRYDOCK_CACHE: 'cache' }, 'DRYDOCK_CACHE'],
])('%o is refused by name', (env, name) => {
  expect(() => readEngineConfig(env)).toThrow(name);
});

test('an engine that is named wins over a way that is wanted', async () => {
  const config = readEngineConfig({ LAB_ENGINE_HOST: 'tcp://labs:2376', LAB_ENGINE: 'own' });
  expect(await chooseEngineWay(config)).toBe('given');
});

test('a way that is wanted wins over what the machine would take', async () => {
  expect(await chooseEngineWay(readEngineConfig({ LAB_ENGINE: 'container' }))).toBe('container');
  expect(await chooseEngineWay(readEngineConfig({ LAB_ENGINE: 'own' }))).toBe('own');
});
