/** What engine tests stand on: the real engine, an instance of their own, and the proof that nothing is left of it. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { connectEngine } from '../../engine/connect-engine.ts';
import type { Engine } from '../../engine/engine.ts';
import { readEngineConfig } from '../../engine/engine-config.ts';
import type { Log } from '../../log.ts';
import { testInstance } from '../../testing/test-instance.ts';
import type { CreateStage, Driver, SandboxSpec } from '../driver.ts';
import { createDockerDriver } from './docker-driver.ts';

export const rigSpec: SandboxSpec = {
  kind: 'docker',
  limits: { memoryMiB: 1024, cpus: 1, pids: 1000, diskMiB: 2048 },
  annotations: { role: 'lab', lesson: 'engine-test' },
};

export const clusterSpec: SandboxSpec = {
  kind: 'cluster',
  limits: { memoryMiB: 3072, cpus: 4, pids: 4000, diskMiB: 8192 },
  annotations: { role: 'lab', lesson: 'engine-test' },
};

const silent = () => {};
export const silentLog: Log = { info: silent, warn: silent, error: silent };

export interface EngineRig extends AsyncDisposable {
  readonly engine: Engine;
  readonly instance: string;
  open(): Promise<Driver>;
  /** Another runner of this instance begins a sandbox and is killed with SIGKILL when it comes to the stage. */
  createAndDieAt(stage: CreateStage): Promise<void>;
  containerOf(id: string, part?: 'sandbox' | 'checker'): ReturnType<Engine['docker']['getContainer']>;
  leftovers(): Promise<readonly string[]>;
}

export function labEngine(): Promise<Engine> {
  return connectEngine(readEngineConfig(process.env));
}

export function openEngineRig(engine: Engine): EngineRig {
  const instance = testInstance();
  const open = () => createDockerDriver(engine, { instance, log: silentLog });
  return {
    engine,
    instance,
    open,
    createAndDieAt: (stage) => createAndDie(instance, stage),
    containerOf: (id, part = 'sandbox') =>
      engine.docker.getContainer(part === 'sandbox' ? `dd-${id}` : `dd-${id}-checker`),
    leftovers: () => leftoversOf(engine, instance),
    async [Symbol.asyncDispose]() {
      const driver = await open();
      for (const { id } of await driver.list()) await driver.destroy(id);
      await driver.sweep();
      await driver.close();
    },
  };
}

const DYING_RUNNER = `
const [contextUrl, configUrl, driverUrl, spec, instance, last] = process.argv.slice(1);
const { connectEngine } = await import(contextUrl);
const { readEngineConfig } = await import(configUrl);
const { createDockerDriver } = await import(driverUrl);
const log = { info() {}, warn() {}, error() {} };
const driver = await createDockerDriver(await connectEngine(readEngineConfig(process.env)), { instance, log });
await driver.create(JSON.parse(spec), { onStage: (stage) => stage === last && process.kill(process.pid, 'SIGKILL') });
`;

async function createAndDie(instance: string, stage: CreateStage): Promise<void> {
  const urls = ['../../engine/connect-engine.ts', '../../engine/engine-config.ts', './docker-driver.ts'];
  const args = urls.map((url) => new URL(url, import.meta.url).href);
  const run = promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', DYING_RUNNER, ...args, JSON.stringify(rigSpec), instance, stage],
    { cwd: fileURLToPath(new URL('.', import.meta.url)) },
  );
  const end = await run.catch((error: { signal?: string; stderr?: string }) => error);
  if (!('signal' in end) || end.signal !== 'SIGKILL') throw new Error(`the runner lived on: ${end.stderr}`);
}

const HOST_LEFTOVERS = `
ls -1 "$1/sandboxes/$2" 2>/dev/null | sed 's/^/folder /'
grep -F "/sandboxes/$2/" /proc/mounts | sed 's/^/mount /'
losetup --list --raw --noheadings --output NAME,BACK-FILE | grep -F "/sandboxes/$2/" | sed 's/^/loop device /'
true`;

async function leftoversOf(
  { docker, hostRun, stateFolder }: Engine,
  instance: string,
): Promise<readonly string[]> {
  const filters = { label: [`drydock.instance=${instance}`] };
  const [containers, networks, volumes, host] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
    hostRun(['sh', '-c', HOST_LEFTOVERS, 'drydock', stateFolder, instance]),
  ]);
  return [
    ...containers.map(({ Names }) => `container ${Names.join()}`),
    ...networks.map(({ Name }) => `network ${Name}`),
    ...(volumes.Volumes ?? []).map(({ Name }) => `volume ${Name}`),
    ...host.stdout.split('\n').filter((line) => line !== ''),
  ].sort();
}
