/** Ends the lab engine and every lab on it. Disks stay: what was in a lab is found again at the next start. */
import type Docker from 'dockerode';
import { connectEngine } from './connect-engine.ts';
import { stopEngineContainer } from './container-engine.ts';
import type { Engine } from './engine.ts';
import type { EngineConfig } from './engine-config.ts';
import { chooseEngineWay } from './engine-way.ts';
import { ownEnginePid, stopOwnEngine } from './own-engine.ts';
import { type Progress, timed } from './progress.ts';
import { withSetupLock } from './setup-lock.ts';

export async function stopEngine(config: EngineConfig, progress: Progress): Promise<void> {
  const way = await chooseEngineWay(config);
  if (way === 'given') {
    progress(`The engine at ${config.givenHost} is not ours: it goes on, and so do the labs on it`);
    return;
  }
  if (way === 'own' && (await ownEnginePid(config.cacheFolder)) === undefined) {
    progress('The lab engine does not run');
    return;
  }
  await withSetupLock(`engine ${config.cacheFolder}`, progress, async () => {
    const engine = await connectEngine(config).catch(() => undefined);
    if (engine !== undefined) {
      await timed(progress, 'Ending all labs', () => endContainers(engine.docker));
      await unmountDisks(engine);
    }
    await timed(progress, 'Ending the lab engine', async () => {
      if (way === 'own') await stopOwnEngine(config.cacheFolder);
      else await stopEngineContainer(config);
    });
  });
}

/** The engine is told to leave its containers alone when it ends (--live-restore), so they are ended first. */
async function endContainers(docker: Docker): Promise<void> {
  const running = await docker.listContainers();
  await Promise.all(
    running.map(async ({ Id, State }) => {
      const container = docker.getContainer(Id);
      // One that ends by itself meanwhile is what we want, too.
      if (State === 'paused') await container.unpause().catch(() => {});
      await container.kill().catch(() => {});
    }),
  );
}

const unmount = `grep -F " $1/" /proc/mounts | cut -d' ' -f2 | sort -r | while read -r place; do umount "$place" || umount -l "$place"; done; true`;

async function unmountDisks(engine: Engine): Promise<void> {
  await engine.hostRun(['sh', '-c', unmount, 'drydock', engine.stateFolder], { timeoutMs: 30_000 });
}
