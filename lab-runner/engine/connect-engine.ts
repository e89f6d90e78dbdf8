/** From an engine that answers to the `Engine` that drivers use. */
import type Docker from 'dockerode';
import { LabError } from '../errors.ts';
import type { Engine } from './engine.ts';
import type { EngineConfig } from './engine-config.ts';
import { chooseEngineWay } from './engine-way.ts';
import { kubernetesKey } from './kubernetes-key.ts';
import { reachEngine } from './reach-engine.ts';
import { registryUrl } from './registry-place.ts';
import { sandboxImageName } from './sandbox-image-name.ts';
import { seccompProfile } from './seccomp-profile.ts';
import { sysFolderIn } from './sys-folder.ts';

/** Starts nothing. Rejects with `engine_down` when the engine does not answer or has no users remapped. */
export async function connectEngine(config: EngineConfig): Promise<Engine> {
  const way = await chooseEngineWay(config);
  const reach = await reachEngine(way, config);
  const info = await engineInfo(reach.docker);
  const remappedRoot = remappedRootOf(info);
  if (remappedRoot === undefined) {
    throw new LabError('engine_down', {
      detail:
        'This engine does not remap users (--userns-remap), so root in a sandbox would be root on its host. Drydock does not use it.',
    });
  }
  return {
    ...reach,
    sysFolder: sysFolderIn(reach.stateFolder),
    way,
    remappedRoot,
    cgroupVersion: info.CgroupVersion === '2' ? 2 : 1,
    sandboxImage: await sandboxImageName(),
    seccompProfile: await seccompProfile(),
    kubernetesKey: await kubernetesKey(config),
    registryUrl,
  };
}

export interface EngineInfo {
  readonly SecurityOptions?: readonly string[];
  readonly DockerRootDir: string;
  readonly CgroupVersion?: string;
  readonly ServerVersion: string;
}

export async function engineInfo(docker: Docker): Promise<EngineInfo> {
  try {
    return (await docker.info()) as EngineInfo;
  } catch (cause) {
    throw new LabError('engine_down', { detail: 'The engine does not answer', cause });
  }
}

/** A remapped engine keeps its data in a folder named after the ids that root has, `…/100000.100000`. */
export function remappedRootOf(info: EngineInfo): { uid: number; gid: number } | undefined {
  if (!info.SecurityOptions?.some((option) => option.split(',').includes('name=userns'))) return undefined;
  const ids = /\/(\d+)\.(\d+)\/?$/.exec(info.DockerRootDir);
  const uid = Number(ids?.[1] ?? 0);
  const gid = Number(ids?.[2] ?? 0);
  return uid > 0 && gid > 0 ? { uid, gid } : undefined;
}
