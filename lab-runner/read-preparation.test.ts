import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixtureFolder } from '../lib/lesson/fixture-folder.ts';
import { readPreparation } from './read-preparation.ts';

const good = { state: 'preparing', step: 3, steps: 9, title: 'Compiling', minutesLeft: 6, problem: null };

test('a progress file is read as it is written', async () => {
  await using folder = await fixtureFolder({ 'progress.json': JSON.stringify(good) });
  expect(await readPreparation(join(folder.path, 'progress.json'))).toEqual(good);
});

test('a file that is missing, cut off, of another shape or huge says nothing', async () => {
  await using folder = await fixtureFolder({});
  const path = join(folder.path, 'progress.json');
  expect(await readPreparation(path)).toBeUndefined();
  for (const text of [
    '',
    '{"state":"prep',
    '[]',
    JSON.stringify({ ...good, step: -1 }),
    JSON.stringify({ ...good, state: 'bored' }),
    JSON.stringify({ ...good, more: 'x'.repeat(100_000) }),
  ]) {
    await writeFile(path, text);
    expect(await readPreparation(path)).toBeUndefined();
  }
});
