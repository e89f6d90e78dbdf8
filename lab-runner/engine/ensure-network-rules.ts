/** Puts the network rules of sandboxes in force on the engine's host. Doing it again changes nothing. */
import { LabError } from '../errors.ts';
import type { Engine } from './engine.ts';
import { networkRulesCheck, networkRulesScript } from './network-rules.ts';
import type { Progress } from './progress.ts';

/** What the script of the rules ends with when there is no DOCKER-USER chain to hang them on. */
const NO_DOCKER_CHAIN = 3;

export async function ensureNetworkRules(engine: Engine, progress: Progress): Promise<void> {
  const setRules = () => engine.hostRun(['sh', '-c', networkRulesScript()], { timeoutMs: 20_000 });
  let result = await setRules();
  if (result.exitCode === NO_DOCKER_CHAIN) {
    await makeDockerMakeItsChains(engine);
    result = await setRules();
  }
  if (result.exitCode === 0) return;
  const reason =
    result.exitCode === NO_DOCKER_CHAIN
      ? 'the engine keeps no DOCKER-USER chain (is it run with --iptables=false?)'
      : result.stderr.trim();
  progress(`Network rules could not be set: ${reason}`);
  throw new LabError('engine_down', { detail: `Network rules could not be set: ${reason}` });
}

/**
 * An engine that finds containers of before (live restore) in a network namespace that is new does not make its
 * chains until a network is made.
 */
async function makeDockerMakeItsChains({ docker }: Engine): Promise<void> {
  const network = await docker.createNetwork({ Name: 'drydock-chains', Internal: true });
  await network.remove();
}

/** True when sandboxes are held: for the doctor, and for a driver before it makes the first one. */
export async function networkRulesInForce(engine: Engine): Promise<boolean> {
  const result = await engine.hostRun(['sh', '-c', networkRulesCheck()], { timeoutMs: 10_000 });
  return result.exitCode === 0;
}
