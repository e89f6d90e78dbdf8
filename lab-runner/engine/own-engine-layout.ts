/** Where the engine of our own lives. One per cache folder; the default one has the plain names. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';

export interface OwnEngineLayout {
  /** Network namespace of the engine and everything that runs on it. */
  readonly namespace: string;
  readonly runFolder: string;
  readonly socket: string;
  readonly enginePidFile: string;
  readonly containerdSocket: string;
  readonly containerdPidFile: string;
  readonly dataFolder: string;
  readonly containerdFolder: string;
  readonly logFile: string;
  readonly containerdLogFile: string;
  readonly stateFolder: string;
  /** The engine's way out: a /30 between its namespace and the machine. */
  readonly uplink: {
    readonly hostInterface: string;
    readonly hostAddress: string;
    readonly engineAddress: string;
  };
}

const defaultCache = '/var/cache/drydock';

export function ownEngineLayout(cacheFolder: string): OwnEngineLayout {
  const hash = createHash('sha256').update(cacheFolder).digest();
  const isDefault = cacheFolder === defaultCache;
  const namespace = isDefault ? 'drydock' : `drydock-${hash.toString('hex').slice(0, 8)}`;
  const runFolder = join('/run', namespace);
  // 198.18.0.0/15 is set aside for benchmarks and not routed anywhere, so it collides with nobody's network.
  const third = isDefault ? 0 : 1 + ((hash[0] ?? 0) % 250);
  return {
    namespace,
    runFolder,
    socket: join(runFolder, 'docker.sock'),
    enginePidFile: join(runFolder, 'engine.pid'),
    containerdSocket: join(runFolder, 'containerd.sock'),
    containerdPidFile: join(runFolder, 'containerd.pid'),
    dataFolder: join(cacheFolder, 'engine'),
    containerdFolder: join(cacheFolder, 'containerd'),
    logFile: join(cacheFolder, 'engine.log'),
    containerdLogFile: join(cacheFolder, 'containerd.log'),
    stateFolder: join(cacheFolder, 'state'),
    uplink: {
      hostInterface: isDefault ? 'drydock0' : `drydk${hash.toString('hex').slice(0, 8)}`,
      hostAddress: `198.18.${third}.1`,
      engineAddress: `198.18.${third}.2`,
    },
  };
}
