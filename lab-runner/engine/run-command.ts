/** Runs a program on this machine and keeps what it prints. */
import { spawn } from 'node:child_process';
import type { HostResult } from './engine.ts';

const maxOutputBytes = 8 * 1024 * 1024;

export interface RunOptions {
  readonly stdin?: string;
  readonly timeoutMs?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Rejects only when the program cannot be started; a failing one resolves with its exit code. */
export function runCommand(command: readonly string[], options: RunOptions = {}): Promise<HostResult> {
  const [program, ...args] = command;
  if (program === undefined) return Promise.reject(new Error('empty command'));
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
    });
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ exitCode: code ?? 137, stdout: stdout(), stderr: stderr() });
    });
    // A program that never reads its input closes the pipe early; its exit code tells the story.
    child.stdin.on('error', () => {});
    child.stdin.end(options.stdin ?? '');
  });
}

/** Like `runCommand`, but a failure rejects with what the program said. */
export async function runOrThrow(command: readonly string[], options: RunOptions = {}): Promise<string> {
  const result = await runCommand(command, options);
  if (result.exitCode !== 0) {
    const said = (result.stderr.trim() || result.stdout.trim()).slice(-2000);
    throw new Error(`${command.join(' ')} failed with exit code ${result.exitCode}: ${said}`);
  }
  return result.stdout;
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    if (size < maxOutputBytes) chunks.push(chunk);
    size += chunk.length;
  });
  return () => Buffer.concat(chunks).toString('utf8');
}
