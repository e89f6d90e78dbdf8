import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface CommandOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Every line of output goes here; without it the child writes to our terminal. */
  readonly onLine?: (line: string) => void;
}

/** Resolves with the exit code; 128 when a signal ended it. Rejects only when the program cannot be started. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const onLine = options.onLine;
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: onLine ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    if (onLine && child.stdout && child.stderr) {
      createInterface({ input: child.stdout }).on('line', onLine);
      createInterface({ input: child.stderr }).on('line', onLine);
    }
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 128));
  });
}

/** Like `runCommand`, and rejects with the last lines of output when it fails. */
export async function mustRun(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<void> {
  const last: string[] = [];
  const onLine = options.onLine;
  const code = await runCommand(command, args, {
    ...options,
    ...(onLine && {
      onLine: (line: string) => {
        last.push(line);
        if (last.length > 30) last.shift();
        onLine(line);
      },
    }),
  });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${last.join('\n')}`);
}
