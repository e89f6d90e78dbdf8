import {
  getWords,
  type ObjectAnswer,
  type ObjectName,
  YAML_BYTES,
} from '../../lib/lab-api/cluster-command.ts';
import type { Sandbox } from '../drivers/driver.ts';
import { LabError } from '../errors.ts';
import { maskSecret } from './mask-secret.ts';

const TIMEOUT_MS = 30_000;

interface ReadOptions {
  readonly reveal: boolean;
  readonly signal: AbortSignal;
}

/** What `kubectl get --output=yaml` prints, with what a Secret holds masked unless it was asked for. */
export async function readObject(
  sandbox: Sandbox,
  of: ObjectName,
  { reveal, signal }: ReadOptions,
): Promise<ObjectAnswer> {
  const { exitCode, stdout, stderr, truncated } = await sandbox.exec(getWords(of), {
    place: 'sandbox',
    user: 'learner',
    timeoutMs: TIMEOUT_MS,
    maxOutputBytes: YAML_BYTES,
    signal,
  });
  if (truncated) throw new LabError('too_large', { detail: `${of.kind} as YAML` });
  if (exitCode !== 0) return { state: 'failed', output: stderr.trim() };
  if (of.kind !== 'Secret' || reveal) return { state: 'found', yaml: stdout, isMasked: false };
  const masked = maskSecret(stdout);
  return masked === undefined
    ? { state: 'failed', output: 'What kubectl printed is no Secret.' }
    : { state: 'found', yaml: masked, isMasked: true };
}
