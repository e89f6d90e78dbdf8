import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inputHash } from './input-hash.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-hash-'));
  await mkdir(join(folder, 'inner'));
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\n');
  await writeFile(join(folder, 'inner', 'run.sh'), 'true\n');
});

afterEach(() => rm(folder, { recursive: true }));

test('the same files give the same name twice', async () => {
  expect(await inputHash([folder])).toBe(await inputHash([folder]));
  expect(await inputHash([folder])).toMatch(/^[0-9a-f]{16}$/);
});

test('a change of content, of a name, of the right to run or of a plain text gives another name', async () => {
  const seen = [await inputHash([folder]), await inputHash([folder], ['other'])];
  await writeFile(join(folder, 'inner', 'run.sh'), 'false\n');
  seen.push(await inputHash([folder]));
  await chmod(join(folder, 'inner', 'run.sh'), 0o755);
  seen.push(await inputHash([folder]));
  await writeFile(join(folder, 'inner', 'new'), '');
  seen.push(await inputHash([folder]));
  await writeFile(join(folder, '.bashrc'), 'PS1=$');
  seen.push(await inputHash([folder]));
  expect(new Set(seen).size).toBe(seen.length);
});

test('where the folder is and what documents and tests say makes no difference', async () => {
  const before = await inputHash([folder]);
  await writeFile(join(folder, 'README.md'), 'words');
  await writeFile(join(folder, 'inner', 'main_test.go'), 'package main');
  await writeFile(join(folder, '.swp'), '');
  expect(await inputHash([folder])).toBe(before);
});

test('a folder that is not there counts as empty', async () => {
  expect(await inputHash([join(folder, 'nowhere')])).toMatch(/^[0-9a-f]{16}$/);
});
