/** For tests: the memory driver's `bash`. Runs scripts of a test's own lessons with real bash, in the sandbox's folder. */
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import type { ScriptedCommand } from '../drivers/memory/scripted-commands.ts';

export const hostBash: ScriptedCommand = async (run) => {
  const temporary = run.path('/tmp');
  await mkdir(temporary, { recursive: true });
  const folder = run.env.LAB_FOLDER;
  const env = {
    PATH: process.env.PATH,
    LAB_FOLDER: folder && run.path(folder),
    CHECK_LIB: `${temporary}/check-lib.sh`,
  };
  const cwd = run.cwd ? run.path(run.cwd) : temporary;
  // No pipe as input: Node's pipes are sockets, and a bash on a socket thinks that sshd runs it and reads the
  // developer's ~/.bashrc. A process group of its own, so that killing it kills what it started.
  const child = spawn('bash', run.argv.slice(1), {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  child.stdout.on('data', (chunk: Buffer) => run.stdout(chunk));
  child.stderr.on('data', (chunk: Buffer) => run.stderr(chunk));
  const kill = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  run.signal.addEventListener('abort', kill, { once: true });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 137));
  });
};
