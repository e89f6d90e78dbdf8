import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixtureFolder } from '../lesson/fixture-folder.ts';
import { postgresPrograms } from './postgres-programs.ts';

test('the newest version with a server is taken, whichever Debian brought', async () => {
  await using versions = await fixtureFolder({
    '9/bin/postgres': '',
    '9/bin/initdb': '',
    '17/bin/postgres': '',
    '17/bin/initdb': '',
    '18/bin/psql': 'a client alone',
  });
  expect(postgresPrograms(versions.path)).toBe(join(versions.path, '17/bin'));
});

test('where there is none, none is found', async () => {
  await using empty = await fixtureFolder({});
  expect(postgresPrograms(empty.path)).toBeUndefined();
  expect(postgresPrograms(join(empty.path, 'nowhere'))).toBeUndefined();
});
