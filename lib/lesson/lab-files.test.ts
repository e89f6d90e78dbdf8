import { chmod, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixtureFolder } from './fixture-folder.ts';
import { readCheck, readSolution, readStartFiles, readWrongSolutions } from './lab-files.ts';

test('start files keep their folders and their executable bit, and links are left out', async () => {
  await using folder = await fixtureFolder({ 'files/app/server.js': 'x', 'files/run.sh': '#!/bin/sh\n' });
  await chmod(join(folder.path, 'files/run.sh'), 0o755);
  await symlink('/etc/passwd', join(folder.path, 'files/passwd'));
  const files = await readStartFiles(folder);
  expect(files.map(({ path, executable }) => [path, executable])).toEqual([
    ['app/server.js', false],
    ['run.sh', true],
  ]);
});

test('a lesson without files, solution or wrong solutions has none', async () => {
  await using folder = await fixtureFolder({});
  const lesson = { path: folder.path, module: 'm', slug: 's' };
  expect(await readStartFiles(lesson)).toEqual([]);
  expect(await readSolution(lesson)).toEqual({ files: [], solve: null, text: null });
  expect(await readWrongSolutions(lesson)).toEqual([]);
});

test('what the checks of a lesson share goes before each of them', async () => {
  await using folder = await fixtureFolder({
    'checks/shared.sh': 'lost() { exit 2; }\n',
    'checks/one.sh': 'lost\n',
  });
  expect(await readCheck(folder, 'one')).toBe('lost() { exit 2; }\n\nlost\n');
  expect(await readCheck(folder, 'two')).toBeNull();
});
