import type { CommandResult } from '../../lib/lab-api/command-result.ts';
import type { Sandbox } from '../drivers/driver.ts';

/** A container's stop waits ten seconds for its program to end by itself; a cluster's answer can take longer. */
const TIMEOUT_MS = 60_000;
const OUTPUT_BYTES = 16 * 1024;

interface RunOptions {
  readonly signal: AbortSignal;
  readonly stdin?: string;
}

/** In the sandbox, by whatever program of that name is there: it can do what its learner can, and nothing else. */
export async function runAsLearner(
  sandbox: Sandbox,
  words: readonly string[],
  { signal, stdin }: RunOptions,
): Promise<CommandResult> {
  const { exitCode, stdout, stderr } = await sandbox.exec(words, {
    place: 'sandbox',
    user: 'learner',
    ...(stdin !== undefined && { stdin }),
    timeoutMs: TIMEOUT_MS,
    maxOutputBytes: OUTPUT_BYTES,
    signal,
  });
  return { exitCode, output: `${stdout}${stderr}`.trim() };
}
