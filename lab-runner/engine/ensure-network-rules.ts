/** Puts the network rules of sandboxes in force on the engine's host. Doing it again changes nothing. */
import { LabError } from '../errors.ts';
import type { Engine } from './engine.ts';
import { networkRulesCheck, networkRulesScript } from './network-rules.ts';
import type { Progress } from './progress.ts';

export async function ensureNetworkRules(engine: Engine, progress: Progress): Promise<void> {
  const result = await engine.hostRun(['sh', '-c', networkRulesScript()], { timeoutMs: 20_000 });
  if (result.exitCode === 0) return;
  const reason =
    result.exitCode === 3
      ? 'the engine keeps no DOCKER-USER chain (is it run with --iptables=false?)'
      : result.stderr.trim();
  progress(`Network rules could not be set: ${reason}`);
  throw new LabError('engine_down', { detail: `Network rules could not be set: ${reason}` });
}

/** True when sandboxes are held: for the doctor, and for a driver before it makes the first one. */
export async function networkRulesInForce(engine: Engine): Promise<boolean> {
  const result = await engine.hostRun(['sh', '-c', networkRulesCheck()], { timeoutMs: 10_000 });
  return result.exitCode === 0;
}
