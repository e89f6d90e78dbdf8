/** A dockerd of our own, with users remapped, beside whatever else runs on the machine. Needs root on Linux. */
import { existsSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Docker from 'dockerode';
import { type Daemon, ensureDaemon, findDaemon, stopDaemon } from './daemon-process.ts';
import { type OwnEngineLayout, ownEngineLayout } from './own-engine-layout.ts';
import { defaultMtu, ensureOwnNetwork, removeOwnNetwork } from './own-network.ts';
import { ensurePackages, ensureRemappedUser, raiseKernelSettings } from './own-prerequisites.ts';
import type { Progress } from './progress.ts';

export function ownDocker(cacheFolder: string): Docker {
  return new Docker({ socketPath: ownEngineLayout(cacheFolder).socket });
}

export async function ensureOwnEngine(cacheFolder: string, progress: Progress): Promise<void> {
  const layout = ownEngineLayout(cacheFolder);
  await ensurePackages(progress);
  await raiseKernelSettings();
  if ((await isRunning(layout)) && (await answers(layout))) return;
  await ensureRemappedUser();
  await prepareFolders(layout);
  await ensureOwnNetwork(layout);
  await startDaemons(layout, progress);
}

/** Sandboxes stop with it; their disks stay. */
export async function stopOwnEngine(cacheFolder: string): Promise<boolean> {
  const layout = ownEngineLayout(cacheFolder);
  const stopped = await stopDaemon(engineMark(layout), 30_000);
  await stopDaemon(containerdMark(layout), 10_000);
  await removeOwnNetwork(layout);
  return stopped;
}

export async function ownEnginePid(cacheFolder: string): Promise<number | undefined> {
  return findDaemon(engineMark(ownEngineLayout(cacheFolder)));
}

const engineMark = (layout: OwnEngineLayout) => ({
  pidFile: layout.enginePidFile,
  mark: `unix://${layout.socket}`,
});
const containerdMark = (layout: OwnEngineLayout) => ({
  pidFile: layout.containerdPidFile,
  mark: join(layout.runFolder, 'containerd.toml'),
});

async function isRunning(layout: OwnEngineLayout): Promise<boolean> {
  const found = await Promise.all([findDaemon(engineMark(layout)), findDaemon(containerdMark(layout))]);
  return found.every((pid) => pid !== undefined);
}

async function answers(layout: OwnEngineLayout): Promise<boolean> {
  if (!existsSync(layout.socket)) return false;
  return new Docker({ socketPath: layout.socket, timeout: 5000 }).ping().then(
    () => true,
    () => false,
  );
}

async function prepareFolders(layout: OwnEngineLayout): Promise<void> {
  for (const folder of [layout.runFolder, layout.dataFolder, layout.containerdFolder, layout.stateFolder]) {
    await mkdir(folder, { recursive: true });
  }
  // Remapped root must be able to walk to its layers and sockets, and has no other right here.
  for (const folder of [layout.runFolder, layout.dataFolder, layout.stateFolder]) await chmod(folder, 0o711);
  // What an engine that died left: a socket that answers nobody, and a pid that dockerd takes for its own when a
  // zombie or a stranger has it.
  if ((await findDaemon(engineMark(layout))) !== undefined) return;
  for (const file of [layout.socket, join(layout.runFolder, 'dockerd.pid')]) await rm(file, { force: true });
}

async function startDaemons(layout: OwnEngineLayout, progress: Progress): Promise<void> {
  const startedAt = performance.now();
  const config = join(layout.runFolder, 'containerd.toml');
  await writeFile(config, containerdConfig(layout));
  await writeFile(join(layout.runFolder, 'dockerd.json'), '{}\n');
  await ensureDaemon(containerdDaemon(layout, config));
  await ensureDaemon(await engineDaemon(layout));
  progress(
    `Lab engine started in ${((performance.now() - startedAt) / 1000).toFixed(1)} s (log: ${layout.logFile})`,
  );
}

/** Its own, so that a killed dockerd finds its containers again and a Docker that is there keeps its own to itself. */
function containerdDaemon(layout: OwnEngineLayout, config: string): Daemon {
  return {
    ...containerdMark(layout),
    name: "The lab engine's containerd",
    command: ['nsenter', `--net=/run/netns/${layout.namespace}`, 'containerd', '--config', config],
    logFile: layout.containerdLogFile,
    isReady: async () => existsSync(layout.containerdSocket),
    timeoutMs: 30_000,
  };
}

function containerdConfig(layout: OwnEngineLayout): string {
  return `version = 2
root = "${join(layout.containerdFolder, 'root')}"
state = "${join(layout.runFolder, 'containerd')}"
disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.aufs", "io.containerd.internal.v1.opt"]
oom_score = 0

[grpc]
  address = "${layout.containerdSocket}"

[debug]
  level = "warn"
`;
}

async function engineDaemon(layout: OwnEngineLayout): Promise<Daemon> {
  return {
    ...engineMark(layout),
    name: 'The lab engine',
    command: [
      ...['nsenter', `--net=/run/netns/${layout.namespace}`, 'dockerd'],
      '--userns-remap=default',
      '--live-restore',
      `--data-root=${layout.dataFolder}`,
      `--exec-root=${join(layout.runFolder, 'exec')}`,
      `--containerd=${layout.containerdSocket}`,
      `--pidfile=${join(layout.runFolder, 'dockerd.pid')}`,
      `--host=unix://${layout.socket}`,
      // Without it dockerd reads the configuration of the Docker that may be there.
      `--config-file=${join(layout.runFolder, 'dockerd.json')}`,
      '--storage-driver=overlay2',
      '--bip=172.30.0.1/24',
      `--mtu=${await defaultMtu()}`,
      '--log-opt=max-size=1m',
      '--shutdown-timeout=10',
      '--log-level=warn',
    ],
    logFile: layout.logFile,
    isReady: () => answers(layout),
    timeoutMs: 60_000,
  };
}
