/** For tests: real bash over the files of the memory driver's sandboxes, for fixture lessons whose shell is harmless. */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CommandRun, ScriptedCommands } from '../drivers/memory/scripted-commands.ts';

export const scratchBash: ScriptedCommands = { bash: runBash };

function runBash(run: CommandRun): Promise<number> {
  const env = { ...run.env };
  for (const name of ['LAB_FOLDER', 'CHECK_LIB']) if (env[name]) env[name] = run.path(env[name]);
  if (env.CHECK_LIB) mkdirSync(dirname(env.CHECK_LIB), { recursive: true });
  return new Promise((resolve, reject) => {
    const child = spawn('bash', run.argv.slice(1), {
      cwd: run.cwd && run.path(run.cwd),
      env: { PATH: process.env.PATH, HOME: run.path('/home/learner'), ...env },
      // Bash takes a socket as standard input for a remote shell, and reads start files.
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: run.signal,
    });
    child.stdout.on('data', (chunk: Buffer) => run.stdout(chunk));
    child.stderr.on('data', (chunk: Buffer) => run.stderr(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 137));
  });
}
