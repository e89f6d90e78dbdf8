import type { Engine } from '../../engine/engine.ts';
import { LabError } from '../../errors.ts';

const SCRIPT_TIMEOUT_MS = 60_000;

/** Runs a shell script as root on the engine's host; arguments are its $1, $2… Rejects when it fails. */
export async function hostScript(
  engine: Engine,
  script: string,
  args: readonly (string | number)[] = [],
  stdin?: string,
): Promise<string> {
  const result = await engine.hostRun(['sh', '-c', script, 'drydock', ...args.map(String)], {
    stdin,
    timeoutMs: SCRIPT_TIMEOUT_MS,
  });
  if (result.exitCode === 0) return result.stdout;
  const detail = `exit code ${result.exitCode} on the engine's host: ${result.stderr.slice(0, 2000)}`;
  throw new LabError(/no space left/i.test(detail) ? 'no_capacity' : 'internal', { detail });
}
