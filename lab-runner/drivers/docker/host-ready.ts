/** What the engine's host must have before the first sandbox, and what of it is there. */
import type { Engine } from '../../engine/engine.ts';
import { networkRulesInForce } from '../../engine/ensure-network-rules.ts';
import type { Capabilities, LimitName } from '../driver.ts';
import { engineCall } from './engine-call.ts';
import { hostScript } from './host-script.ts';

const PREPARE = `set -u
mkdir -p "$1/sandboxes" && chmod 711 "$1/sandboxes" || exit 1
command -v mkfs.ext4 >/dev/null && command -v losetup >/dev/null && [ -e /dev/loop-control ] && echo disk
true`;

interface EngineInfo {
  readonly MemoryLimit?: boolean;
  readonly CpuCfsQuota?: boolean;
  readonly PidsLimit?: boolean;
}

/** Resolves with what the engine's host can enforce. */
export async function prepareHost(engine: Engine): Promise<Omit<Capabilities, 'kinds'>> {
  const [said, info, networkIsolation] = await Promise.all([
    hostScript(engine, PREPARE, [engine.stateFolder]),
    engineCall(engine.docker.info()) as Promise<EngineInfo>,
    networkRulesInForce(engine),
  ]);
  const limits: LimitName[] = [];
  if (info.MemoryLimit) limits.push('memoryMiB');
  if (info.CpuCfsQuota) limits.push('cpus');
  if (info.PidsLimit) limits.push('pids');
  if (said.includes('disk')) limits.push('diskMiB');
  return { limits, networkIsolation, pause: true };
}
