/** Starts Drydock as `npm start` does, for the browser tests, and ends it with every lab it made. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { testInstance } from '../lab-runner/testing/test-instance.ts';

const ROOT = resolve(import.meta.dirname, '..');

export default async function startStack(): Promise<() => Promise<void>> {
  const port = process.env.E2E_PORT ?? '3107';
  const dataFolder = mkdtempSync(join(tmpdir(), 'drydock-e2e-'));
  const env = {
    ...process.env,
    PORT: port,
    DRYDOCK_DATA: dataFolder,
    LAB_INSTANCE: testInstance(),
    LAB_POOL_DOCKER: '1',
    // A cluster boots for seconds, on the processors that the tests of Docker labs need.
    LAB_POOL_CLUSTER: '0',
  };
  const child = spawn('node', ['scripts/start.ts'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  await untilServing(child);
  return async () => {
    await ended(child, 'SIGTERM');
    await ended(spawn('node', ['scripts/end-labs.ts'], { cwd: ROOT, env, stdio: 'inherit' }));
    rmSync(dataFolder, { recursive: true, force: true });
  };
}

function untilServing(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk);
      printed = (printed + chunk).slice(-4000);
      if (printed.includes('Drydock is ready')) done();
    });
    child.once('exit', (code) => fail(new Error(`npm start ended with ${code} before it served`)));
  });
}

function ended(child: ChildProcess, signal?: NodeJS.Signals): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null) return done();
    child.once('exit', () => done());
    if (signal) child.kill(signal);
  });
}
