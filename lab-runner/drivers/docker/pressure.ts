/** Room on the engine's host. */
import { readFile, statfs } from 'node:fs/promises';
import type { Pressure, SandboxKind } from '../driver.ts';
import type { DockerContext } from './context.ts';
import { engineCall } from './engine-call.ts';
import { hostScript } from './host-script.ts';
import { describeLabels } from './list-sandboxes.ts';
import { filterOf } from './place.ts';

/** For the engine, the runner and the kernel. */
const RESERVED_MEMORY_MIB = 512;
const RESERVED_DISK_MIB = 2048;
/** What a running sandbox may still come to need; its limit is for the rare one, and a frozen one needs nothing more. */
const GROWTH_MIB: Readonly<Record<SandboxKind, number>> = { docker: 128, cluster: 256, 'cluster-3': 512 };
const MIB = 1024 * 1024;

// The same two figures, read on the engine's host when it is elsewhere.
const READ = `cat /proc/meminfo; stat -f -c 'disk %a %S' "$1"`;

async function freeOf({ engine }: DockerContext): Promise<{ memoryMiB: number; diskMiB: number }> {
  if (engine.sharesFileSystem) {
    const [meminfo, disk] = await Promise.all([
      readFile('/proc/meminfo', 'utf8'),
      statfs(engine.stateFolder),
    ]);
    return { memoryMiB: availableMiB(meminfo), diskMiB: Math.floor((disk.bavail * disk.bsize) / MIB) };
  }
  const said = await hostScript(engine, READ, [engine.stateFolder]);
  const disk = /^disk (\d+) (\d+)$/m.exec(said);
  const diskMiB = Math.floor((Number(disk?.[1] ?? 0) * Number(disk?.[2] ?? 0)) / MIB);
  return { memoryMiB: availableMiB(said), diskMiB };
}

export function availableMiB(meminfo: string): number {
  return Math.floor(Number(/^MemAvailable:\s+(\d+) kB$/m.exec(meminfo)?.[1] ?? 0) / 1024);
}

export async function measurePressure(context: DockerContext): Promise<Pressure> {
  const filters = { ...filterOf(context, 'sandbox'), status: ['running'] };
  const [free, running] = await Promise.all([
    freeOf(context),
    engineCall(context.engine.docker.listContainers({ filters })),
  ]);
  const growthMiB = running
    .filter(({ State }) => State === 'running')
    .reduce((sum, { Labels }) => sum + GROWTH_MIB[describeLabels(Labels).kind], 0);
  return {
    memoryFreeMiB: Math.max(0, free.memoryMiB - RESERVED_MEMORY_MIB - growthMiB),
    diskFreeMiB: Math.max(0, free.diskMiB - RESERVED_DISK_MIB),
  };
}
