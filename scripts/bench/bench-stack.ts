/** Drydock as `npm start` runs it, on ports and data of its own, for one measurement. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../lab-runner/free-port.ts';
import { runCommand } from '../run-command.ts';

export interface BenchStack extends AsyncDisposable {
  readonly origin: string;
}

export async function startBenchStack(root: string, extra: NodeJS.ProcessEnv): Promise<BenchStack> {
  const port = await freePort();
  const dataFolder = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
  const env = {
    ...process.env,
    PORT: String(port),
    DRYDOCK_DATA: dataFolder,
    LOG_LEVEL: 'warn',
    DRYDOCK_PREPARE_KUBERNETES: 'no',
    ...extra,
  };
  const child = spawn('node', ['scripts/start.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  await new Promise<void>((ready, fail) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed = (printed + chunk).slice(-4000);
      if (printed.includes('Drydock is ready')) ready();
    });
    child.once('exit', (code) => fail(new Error(`npm start ended with ${code}\n${printed}`)));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ended;
      await runCommand('node', ['scripts/end-labs.ts'], { cwd: root, env, onLine: () => {} });
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
