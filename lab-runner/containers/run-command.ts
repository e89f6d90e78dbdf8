import { type CommandResult, type ContainerCommand, wordsOf } from '../../lib/lab-api/container-command.ts';
import type { Sandbox } from '../drivers/driver.ts';

/** A stop waits ten seconds for the program to end by itself. */
const TIMEOUT_MS = 60_000;
const OUTPUT_BYTES = 16 * 1024;

/** As the learner, in the sandbox, by whatever `docker` is there: it can do what they can, and nothing else. */
export async function runCommand(
  sandbox: Sandbox,
  command: ContainerCommand,
  signal: AbortSignal,
): Promise<CommandResult> {
  const { exitCode, stdout, stderr } = await sandbox.exec(wordsOf(command), {
    place: 'sandbox',
    user: 'learner',
    timeoutMs: TIMEOUT_MS,
    maxOutputBytes: OUTPUT_BYTES,
    signal,
  });
  return { exitCode, output: `${stdout}${stderr}`.trim() };
}
