import { type ObjectName, type ReplaceAnswer, replaceWords } from '../../lib/lab-api/cluster-command.ts';
import type { Sandbox } from '../drivers/driver.ts';
import { runAsLearner } from '../panels/run-as-learner.ts';

const TOO_LONG = 'It took too long and was ended.';
/** How kubectl says that somebody else was quicker. */
const CONFLICT = /\(Conflict\)/;

/** Asks the API whether it would take the YAML, and only then has it taken. */
export async function replaceObject(
  sandbox: Sandbox,
  of: ObjectName,
  { yaml, signal }: { readonly yaml: string; readonly signal: AbortSignal },
): Promise<ReplaceAnswer> {
  for (const dryRun of [true, false]) {
    const { exitCode, output } = await runAsLearner(sandbox, replaceWords(of, dryRun), {
      stdin: yaml,
      signal,
    });
    if (exitCode === null) return { state: 'failed', output: TOO_LONG };
    if (exitCode === 0) continue;
    if (CONFLICT.test(output)) return { state: 'conflict', output };
    return { state: dryRun ? 'refused' : 'failed', output };
  }
  return { state: 'saved', output: '' };
}
