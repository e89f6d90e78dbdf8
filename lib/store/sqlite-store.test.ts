import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { StoreLocked } from './data-lock.ts';
import { openStore } from './open-store.ts';
import { describeStore } from './store-suite.ts';

const folders: string[] = [];
const children: ChildProcess[] = [];
const onLostConnection = () => {};

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-store-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describeStore('SQLite', async () => ({ dataFolder: freshFolder(), databaseUrl: null }));

/** A process that records one pass after the other and prints each once it was acknowledged. */
function startWriter(dataFolder: string): { child: ChildProcess; lines: AsyncIterator<string> } {
  const script = join(import.meta.dirname, 'endless-writer.ts');
  const child = spawn(process.execPath, [script, dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, lines };
}

describe('the store on SQLite and other processes', () => {
  it('refuses a data folder that another process has, and names the file and the remedy', async () => {
    const dataFolder = freshFolder();
    const { child, lines } = startWriter(dataFolder);
    await lines.next();
    const refused = openStore({ dataFolder, databaseUrl: null, onLostConnection });
    await expect(refused).rejects.toThrow(StoreLocked);
    await expect(refused).rejects.toThrow(join(dataFolder, 'drydock.db'));
    await expect(refused).rejects.toThrow('DRYDOCK_DATA=');
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('has every acknowledged pass after its process was killed, five times over', async () => {
    const dataFolder = freshFolder();
    const acknowledged: string[] = [];
    for (const count of [1, 7, 20, 3, 50]) {
      const { child, lines } = startWriter(dataFolder);
      for (let seen = 0; seen < count; seen += 1) acknowledged.push(String((await lines.next()).value));
      child.kill('SIGKILL');
      await once(child, 'exit');
      // What was printed before the kill was acknowledged too.
      for (let line = await lines.next(); !line.done; line = await lines.next())
        acknowledged.push(line.value);
    }
    await using store = await openStore({ dataFolder, databaseUrl: null, onLostConnection });
    const { passed } = (await store.progress.progressOf('solo')).lessons.build ?? { passed: [] };
    expect(passed).toEqual(expect.arrayContaining(acknowledged));
    expect(acknowledged.length).toBeGreaterThanOrEqual(81);
  });

  it('migrates once when four processes begin at the same moment', async () => {
    const file = join(freshFolder(), 'drydock.db');
    const script = join(import.meta.dirname, 'migrating-process.ts');
    const runs = [1, 2, 3, 4].map(() => spawn(process.execPath, [script, file], { stdio: 'inherit' }));
    children.push(...runs);
    const codes = await Promise.all(runs.map(async (child) => (await once(child, 'exit'))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
  });
});
