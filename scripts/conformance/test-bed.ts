/** A cluster in a sandbox of its own, and a container beside it that the tests run in, as a checker does. */
import { createDockerDriver } from '../../lab-runner/drivers/docker/docker-driver.ts';
import { placeOf } from '../../lab-runner/drivers/docker/place.ts';
import { bakedPlace, toolsPlace } from '../../lab-runner/engine/bake/baked-place.ts';
import type { Engine } from '../../lab-runner/engine/engine.ts';
import type { EngineConfig } from '../../lab-runner/engine/engine-config.ts';
import { removeContainer } from '../../lab-runner/engine/fill-registry.ts';
import { goFolders } from '../../lab-runner/engine/kubernetes/go-folders.ts';
import { runInContainer } from '../../lab-runner/engine/run-in-container.ts';
import type { Log } from '../../lab-runner/log.ts';
import type { Outcome } from './results.ts';

const instance = 'conformance';
const container = 'drydock-conformance';
/** Many specs at once fill a cluster as no learner does. */
const limits = { memoryMiB: 8192, cpus: 8, pids: 12_288, diskMiB: 24_576 };
const testsMemory = 4 * 1024 ** 3;
const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };

export interface TestBed extends AsyncDisposable {
  run(script: string, timeoutMs: number): Promise<string>;
}

/** What an interrupted run left goes first. */
export async function openTestBed(
  engine: Engine,
  config: EngineConfig,
  kind: Outcome['kind'],
): Promise<TestBed> {
  const driver = await createDockerDriver(engine, { instance, log: quiet });
  const clear = async () => {
    await removeContainer(engine.docker, container);
    for (const { id } of await driver.list()) await driver.destroy(id);
    await driver.sweep();
  };
  const close = async () => {
    await clear();
    await driver.close();
  };
  try {
    await clear();
    const spec = { kind, limits, annotations: { role: 'conformance' } };
    const { id } = await driver.create(spec, { settled: true });
    await startBeside(engine, config, kind, placeOf({ engine, instance }, id).containers.sandbox);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    async run(script, timeoutMs) {
      const ran = await runInContainer(engine.docker, container, ['bash', '-c', script], { timeoutMs });
      if (ran.exitCode !== 0) throw new Error(`${ran.stdout}\n${ran.stderr}`.trim().slice(-4000));
      return ran.stdout;
    },
    [Symbol.asyncDispose]: close,
  };
}

async function startBeside(
  engine: Engine,
  config: EngineConfig,
  kind: Outcome['kind'],
  sandbox: string,
): Promise<void> {
  const results = (await goFolders(engine, config, 'read')).filter((bind) => bind.endsWith(':/mnt/out:ro'));
  const created = await engine.docker.createContainer({
    name: container,
    Image: engine.sandboxImage,
    Entrypoint: ['sleep'],
    Cmd: ['infinity'],
    Env: ['PATH=/opt/kubernetes/bin:/usr/local/bin:/usr/bin:/bin', 'KUBECONFIG=/etc/drydock/kubeconfig'],
    Labels: { 'org.drydock.container': 'conformance' },
    HostConfig: {
      Init: true,
      NetworkMode: `container:${sandbox}`,
      Binds: [
        ...results,
        `${toolsPlace(engine, engine.kubernetesKey).folder}:/opt/kubernetes:ro`,
        `${bakedPlace(engine, engine.kubernetesKey, kind).checker}:/etc/drydock:ro`,
      ],
      Memory: testsMemory,
      Tmpfs: { '/tmp': 'rw,exec,mode=1777,size=1g' },
    },
  });
  await created.start();
}
