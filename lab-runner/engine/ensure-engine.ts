/** Brings the lab engine up, by whichever way this machine takes. Idempotent; may be interrupted and run again. */
import { ensureBaseImage } from './base-image.ts';
import { connectEngine } from './connect-engine.ts';
import { ensureEngineContainer } from './container-engine.ts';
import type { Engine } from './engine.ts';
import type { EngineConfig } from './engine-config.ts';
import { chooseEngineWay, describeWay } from './engine-way.ts';
import { ensureHostHelper } from './given-engine.ts';
import { ensureOwnEngine } from './own-engine.ts';
import type { Progress } from './progress.ts';
import { withSetupLock } from './setup-lock.ts';
import { ensureSysFolder } from './sys-folder.ts';

export async function ensureEngine(config: EngineConfig, progress: Progress): Promise<Engine> {
  const way = await chooseEngineWay(config);
  progress(describeWay(way, config));
  if (way === 'own') {
    await withSetupLock(`engine ${config.cacheFolder}`, progress, () =>
      ensureOwnEngine(config.cacheFolder, progress),
    );
  }
  if (way === 'container') {
    await withSetupLock(`engine ${config.cacheFolder}`, progress, () =>
      ensureEngineContainer(config, progress),
    );
  }
  const engine = await connectEngine(config);
  if (way === 'given') {
    await withSetupLock(`engine ${config.cacheFolder}`, progress, async () => {
      await ensureBaseImage(engine.docker, config.cacheFolder, progress);
      await ensureHostHelper(engine.docker);
    });
  }
  await ensureSysFolder(engine);
  return engine;
}
