/** Everything that Kubernetes labs stand on, step by step. Interrupted anywhere, the next run goes on from there. */
import { systemClock } from '../../clock.ts';
import type { Engine } from '../engine.ts';
import type { EngineConfig } from '../engine-config.ts';
import { hasImage } from '../images.ts';
import type { Progress } from '../progress.ts';
import { withSetupLock } from '../setup-lock.ts';
import { buildSteps } from './build-steps.ts';
import { clusterSteps } from './cluster-steps.ts';
import { checkDiskSpace } from './disk-space.ts';
import { explainFailure } from './explain-failure.ts';
import { wholeImageName } from './kubernetes-names.ts';
import { preparationWriter, progressFile } from './progress-file.ts';
import { readyImageSteps } from './ready-image.ts';
import { runSteps } from './step-runner.ts';

export interface KubernetesOptions {
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Two at once, also of two clones: one works, the other waits and then finds everything done. */
export async function ensureKubernetes(
  engine: Engine,
  config: EngineConfig,
  { progress, signal }: KubernetesOptions,
): Promise<void> {
  await withSetupLock(`kubernetes ${config.cacheFolder}`, progress, async () => {
    const key = engine.kubernetesKey;
    const ready = config.nodeImage ?? (await loadedImage(engine, key));
    const build =
      ready === undefined ? await buildSteps(engine, config, key) : readyImageSteps(engine, ready, key);
    const closing = () => void build.close();
    signal.addEventListener('abort', closing, { once: true });
    try {
      await runSteps([...build.first, ...clusterSteps(engine, config, key), ...build.last], {
        progress,
        signal,
        clock: systemClock,
        tell: preparationWriter(progressFile(config.cacheFolder)),
        checkDisk: (neededGiB) => checkDiskSpace(engine, engine.stateFolder, neededGiB),
        explain: explainFailure,
      });
    } finally {
      signal.removeEventListener('abort', closing);
      await build.close();
    }
  });
}

/** Where `npm run images load` brought what these sources make, nothing needs to be compiled. */
async function loadedImage({ docker }: Engine, key: string): Promise<string | undefined> {
  const name = wholeImageName(key);
  return (await hasImage(docker, name)) ? name : undefined;
}
