/** Where the tools of Kubernetes and the baked clusters are on the engine's host. */
import { posix } from 'node:path';
import type { SandboxKind } from '../../drivers/driver.ts';
import type { Engine } from '../engine.ts';

export type ClusterKind = Exclude<SandboxKind, 'docker'>;
export const clusterKinds: readonly ClusterKind[] = ['cluster', 'cluster-3'];

export interface ToolsPlace {
  /** Bound at /opt/kubernetes in sandboxes. */
  readonly folder: string;
  /** Written when everything else is there. */
  readonly marker: string;
}

export interface BakedPlace {
  readonly kind: ClusterKind;
  readonly folder: string;
  /** Mounted read-only from `shared.erofs` or `shared.ext4` beside it; bound at /baked in sandboxes. */
  readonly shared: string;
  /** A sparse file: what a clone gets as its disk, grown to its size. */
  readonly template: string;
  /** Bound at /etc/drydock in checkers, and never in a sandbox. */
  readonly checker: string;
  /** Written when everything else is there. */
  readonly marker: string;
}

export function kubernetesFolder({ stateFolder }: Pick<Engine, 'stateFolder'>, key: string): string {
  return posix.join(stateFolder, 'kubernetes', key);
}

export function toolsPlace(engine: Pick<Engine, 'stateFolder'>, key: string): ToolsPlace {
  const folder = posix.join(kubernetesFolder(engine, key), 'tools');
  return { folder, marker: posix.join(folder, 'ready') };
}

export function bakedPlace(engine: Pick<Engine, 'stateFolder'>, key: string, kind: ClusterKind): BakedPlace {
  const folder = posix.join(kubernetesFolder(engine, key), kind);
  return {
    kind,
    folder,
    shared: posix.join(folder, 'shared'),
    template: posix.join(folder, 'disk.img'),
    checker: posix.join(folder, 'checker'),
    marker: posix.join(folder, 'ready'),
  };
}

export function isClusterKind(kind: SandboxKind): kind is ClusterKind {
  return kind !== 'docker';
}

/** The node that answers for the cluster, and the others. */
export const controlPlane = 'lab-control-plane';

export function nodesOf(kind: ClusterKind): readonly string[] {
  return kind === 'cluster' ? [controlPlane] : [controlPlane, 'lab-worker', 'lab-worker2'];
}
