/** The sandbox that a cluster is baked in: an ordinary one with room, which nobody but us is in. */
import { createDockerDriver } from '../../drivers/docker/docker-driver.ts';
import { placeOf } from '../../drivers/docker/place.ts';
import type { Sandbox } from '../../drivers/driver.ts';
import type { Engine } from '../engine.ts';

const limits = { memoryMiB: 6144, cpus: 8, pids: 6000, diskMiB: 24_576 };
const log = { info() {}, warn() {}, error() {} };

export interface BakeSandbox extends AsyncDisposable {
  readonly container: string;
  /** Its disk on the engine's host. */
  readonly disk: string;
  /** A bash script; what it prints. Rejects with the end of that when it fails. */
  run(
    script: string,
    options: { readonly user: 'root' | 'learner'; readonly stdin?: string },
  ): Promise<string>;
  /** Ends everything in it. The disk stays mounted. */
  stop(): Promise<void>;
}

const TIMEOUT_MS = 600_000;

/** What an interrupted bake of the same name left goes first. */
export async function openBakeSandbox(engine: Engine, instance: string): Promise<BakeSandbox> {
  const driver = await createDockerDriver(engine, { instance, log });
  const clear = async () => {
    for (const { id } of await driver.list()) await driver.destroy(id);
    await driver.sweep();
  };
  await clear();
  const sandbox = await driver.create({ kind: 'docker', limits, annotations: { role: 'bake' } });
  const place = placeOf({ engine, instance }, sandbox.id);
  return {
    container: place.containers.sandbox,
    disk: place.disk,
    run: (script, options) => run(sandbox, script, options),
    async stop() {
      const container = engine.docker.getContainer(place.containers.sandbox);
      const ended = container.wait();
      await container.kill();
      await ended;
    },
    async [Symbol.asyncDispose]() {
      await clear();
      await driver.close();
    },
  };
}

async function run(
  sandbox: Sandbox,
  script: string,
  options: { readonly user: 'root' | 'learner'; readonly stdin?: string },
): Promise<string> {
  const result = await sandbox.exec(['bash', '-c', `set -euo pipefail\n${script}`], {
    ...options,
    place: 'sandbox',
    cwd: '/home/learner',
    env: { HOME: '/home/learner' },
    timeoutMs: TIMEOUT_MS,
    maxOutputBytes: 1024 * 1024,
  });
  if (result.exitCode === 0) return result.stdout;
  const said = `${result.stdout}\n${result.stderr}`.trim().slice(-3000);
  throw new Error(result.timedOut ? `did not end in time: ${said}` : said);
}
