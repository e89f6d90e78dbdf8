/** Runs a tool with what it prints on our terminal, and keeps the end of that. */
import { spawn } from 'node:child_process';

const KEPT_BYTES = 64 * 1024;

export interface Heard {
  /** 128 when a signal ended it. */
  readonly code: number;
  /** The last lines that it printed, without colours. */
  readonly lastLines: readonly string[];
}

export function runAndListen(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
    const child = spawn(command, args, {
      env: { ...env, ...colours },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let end = '';
    const hear = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      stream.write(chunk);
      end = (end + chunk).slice(-KEPT_BYTES);
    };
    child.stdout.on('data', hear(process.stdout));
    child.stderr.on('data', hear(process.stderr));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 128, lastLines: plain(end).split('\n') }));
  });
}

/** Without the escapes that give it colours. */
export function plain(text: string): string {
  const ESCAPE = String.fromCharCode(27);
  return text.replaceAll(new RegExp(`${ESCAPE}\\[[0-9;]*[A-Za-z]`, 'g'), '');
}
