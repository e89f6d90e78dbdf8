import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { createDockerDriver } from './drivers/docker/docker-driver.ts';
import type { Driver } from './drivers/driver.ts';
import { MemoryBackend } from './drivers/memory/memory-backend.ts';
import { createMemoryDriver } from './drivers/memory/memory-driver.ts';
import { connectEngine } from './engine/connect-engine.ts';
import { type EngineConfig, readEngineConfig } from './engine/engine-config.ts';
import { inputHash } from './engine/input-hash.ts';
import { progressFile } from './engine/kubernetes/progress-file.ts';
import { kubernetesKey } from './engine/kubernetes-key.ts';
import { sandboxImageName } from './engine/sandbox-image-name.ts';
import type { PreparationReader } from './labs/kind-preparation.ts';
import type { LabLimits } from './labs/lab-limits.ts';
import type { Stamps } from './labs/pools.ts';
import { lateDriver } from './late-driver.ts';
import type { Log } from './log.ts';
import { readPreparation } from './read-preparation.ts';

interface OpenDriverOptions {
  readonly config: Pick<Config, 'driver' | 'instance' | 'mode' | 'limits'>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
}

interface Backend {
  readonly driver: Driver;
  /** See PoolRecord. */
  readonly stamps: Stamps;
  readonly readPreparation: PreparationReader;
}

/** Chooses the backend: the one place that knows a concrete driver. */
export async function openDriver({ config, env, clock, log }: OpenDriverOptions): Promise<Backend> {
  if (config.driver === 'memory') {
    const driver = createMemoryDriver(new MemoryBackend());
    const stamps = { docker: 'memory', cluster: 'memory', 'cluster-3': 'memory' };
    return { driver, stamps, readPreparation: async () => undefined };
  }
  const engineConfig = readEngineConfig(env);
  const connect = async () =>
    createDockerDriver(await connectEngine(engineConfig), { instance: config.instance, log });
  const progress = progressFile(engineConfig.cacheFolder);
  return {
    driver: await lateDriver({ name: 'docker', connect, clock, log }),
    stamps: await dockerStamps(config.limits, engineConfig),
    readPreparation: () => readPreparation(progress, clock),
  };
}

/** Another sandbox image, other limits or another baked cluster: another stamp. */
async function dockerStamps({ sandbox }: LabLimits, engineConfig: EngineConfig): Promise<Stamps> {
  const [image, ...cluster] = await Promise.all([
    sandboxImageName(),
    kubernetesKey(engineConfig),
    inputHash([fileURLToPath(new URL('engine/bake', import.meta.url))]),
  ]);
  const stampOf = (...madeFrom: readonly unknown[]) =>
    createHash('sha256').update(JSON.stringify(madeFrom)).digest('hex').slice(0, 16);
  return {
    docker: stampOf(image, sandbox.docker),
    cluster: stampOf(image, sandbox.cluster, cluster),
    'cluster-3': stampOf(image, sandbox['cluster-3'], cluster),
  };
}
