/** The sysfs that sandboxes get; see `Engine.sysFolder`. */
import { join } from 'node:path';
import { LabError } from '../errors.ts';
import type { Engine } from './engine.ts';

export function sysFolderIn(stateFolder: string): string {
  return join(stateFolder, 'sysfs');
}

/**
 * A sysfs shows the network devices of the namespace it was mounted from, hence the empty one. The kernel lets a user
 * namespace mount a sysfs of its own only where a read-write one is in sight.
 */
export async function ensureSysFolder(engine: Engine): Promise<void> {
  const script = `mountpoint -q "$0" || { mkdir -p "$0" && unshare --net mount -t sysfs -o nosuid,nodev,noexec sysfs "$0"; }`;
  const result = await engine.hostRun(['sh', '-c', script, engine.sysFolder], { timeoutMs: 10_000 });
  if (result.exitCode !== 0) {
    throw new LabError('engine_down', {
      detail: `A sysfs for sandboxes cannot be mounted: ${result.stderr}`,
    });
  }
}
