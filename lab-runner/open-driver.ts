import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { createDockerDriver } from './drivers/docker/docker-driver.ts';
import type { Driver } from './drivers/driver.ts';
import { MemoryBackend } from './drivers/memory/memory-backend.ts';
import { createMemoryDriver } from './drivers/memory/memory-driver.ts';
import { connectEngine } from './engine/connect-engine.ts';
import { readEngineConfig } from './engine/engine-config.ts';
import { sandboxImageName } from './engine/sandbox-image-name.ts';
import { lateDriver } from './late-driver.ts';
import type { Log } from './log.ts';

interface OpenDriverOptions {
  readonly config: Pick<Config, 'driver' | 'instance' | 'mode' | 'limits'>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Chooses the backend: the one place that knows a concrete driver. `stamp`: see PoolRecord. */
export async function openDriver(options: OpenDriverOptions): Promise<{ driver: Driver; stamp: string }> {
  const { config, env, clock, log } = options;
  if (config.driver === 'memory') {
    return { driver: createMemoryDriver(new MemoryBackend()), stamp: 'memory' };
  }
  const engineConfig = readEngineConfig(env);
  const connect = async () =>
    createDockerDriver(await connectEngine(engineConfig), { instance: config.instance, log });
  const madeFrom = JSON.stringify([await sandboxImageName(), config.limits.sandbox.docker]);
  return {
    driver: await lateDriver({ name: 'docker', connect, clock, log }),
    stamp: createHash('sha256').update(madeFrom).digest('hex').slice(0, 16),
  };
}
