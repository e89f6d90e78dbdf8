import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixtureFolder } from '../lib/lesson/fixture-folder.ts';
import { systemClock } from './clock.ts';
import { readPreparation } from './read-preparation.ts';

const good = { state: 'preparing', step: 3, steps: 9, title: 'Compiling', minutesLeft: 6, problem: null };

test('a progress file is read as it is written', async () => {
  await using folder = await fixtureFolder({ 'progress.json': JSON.stringify(good) });
  expect(await readPreparation(join(folder.path, 'progress.json'), systemClock)).toEqual(good);
});

test('one that nobody has written for minutes tells of an interruption, unless it was done', async () => {
  await using folder = await fixtureFolder({
    'progress.json': JSON.stringify(good),
    'ready.json': JSON.stringify({ ...good, state: 'ready' }),
  });
  const read = async (name: string) => {
    const path = join(folder.path, name);
    const old = new Date(Date.now() - 3_600_000);
    await utimes(path, old, old);
    return readPreparation(path, systemClock);
  };
  expect(await read('progress.json')).toMatchObject({
    state: 'failed',
    step: 3,
    problem: expect.stringContaining('Compiling'),
  });
  expect(await read('ready.json')).toMatchObject({ state: 'ready', problem: null });
});

test('a file that is missing, cut off, of another shape or huge says nothing', async () => {
  await using folder = await fixtureFolder({});
  const path = join(folder.path, 'progress.json');
  expect(await readPreparation(path, systemClock)).toBeUndefined();
  for (const text of [
    '',
    '{"state":"prep',
    '[]',
    JSON.stringify({ ...good, step: -1 }),
    JSON.stringify({ ...good, state: 'bored' }),
    JSON.stringify({ ...good, more: 'x'.repeat(100_000) }),
  ]) {
    await writeFile(path, text);
    expect(await readPreparation(path, systemClock)).toBeUndefined();
  }
});
