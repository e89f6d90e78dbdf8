/** Commands on the engine's host, by the way that the engine was reached. */
import { LabError } from '../errors.ts';
import type { Engine } from './engine.ts';
import { ownEngineLayout } from './own-engine-layout.ts';
import { runCommand } from './run-command.ts';

export type HostRun = Engine['hostRun'];

/** We are root on the engine's host: its mounts and cgroups are ours, its network is the engine's namespace. */
export function ownHostRun(cacheFolder: string): HostRun {
  const enter = ['nsenter', `--net=/run/netns/${ownEngineLayout(cacheFolder).namespace}`, '--'];
  return (command, options) =>
    runCommand([...enter, ...command], options).catch((cause: unknown) => {
      throw new LabError('engine_down', { detail: 'nsenter could not be run', cause });
    });
}
