/** Refuses before the work what would fail in the middle of it. */
import type { Engine } from '../engine.ts';

export async function checkDiskSpace(
  engine: Pick<Engine, 'hostRun'>,
  folder: string,
  neededGiB: number,
): Promise<void> {
  if (neededGiB === 0) return;
  const { exitCode, stdout } = await engine.hostRun(['df', '--block-size=1', '--output=avail', folder]);
  const free = Number(stdout.trim().split('\n').at(-1));
  if (exitCode !== 0 || !Number.isFinite(free)) return;
  const freeGiB = free / 1024 ** 3;
  if (freeGiB >= neededGiB) return;
  throw new Error(
    `Kubernetes labs need about ${Math.ceil(neededGiB)} GiB of disk and ${freeGiB.toFixed(1)} GiB are free below ${folder} on the engine's host. Free some, or have DRYDOCK_CACHE name a folder on a larger disk, and run npm start again.`,
  );
}
