/** The steps after the node image: clusters baked from it, and the lab's registry filled with the images of pods. */
import { bakedPlace, type ClusterKind } from '../bake/baked-place.ts';
import { ensureBakedCluster } from '../bake/ensure-baked-cluster.ts';
import type { Engine } from '../engine.ts';
import type { EngineConfig } from '../engine-config.ts';
import { fillKubernetesImages, servesKubernetesImages } from '../fill-kubernetes-images.ts';
import { nodeImageName } from './kubernetes-names.ts';
import type { Step } from './step-runner.ts';

export function clusterSteps(engine: Engine, config: EngineConfig, key: string): readonly Step[] {
  return [
    {
      title: "Putting the images into the lab's registry",
      seconds: 25,
      diskGiB: 1,
      isDone: () => servesKubernetesImages(engine),
      run: (progress) => fillKubernetesImages(engine, config, progress),
    },
    bakeStep(engine, key, 'cluster', 'Baking a cluster of one node', 75),
    bakeStep(engine, key, 'cluster-3', 'Baking a cluster of three nodes', 120),
  ];
}

/** The mark alone would do after a reboot no more: what is baked is mounted too, so the check is the work itself. */
function bakeStep(engine: Engine, key: string, kind: ClusterKind, title: string, seconds: number): Step {
  const { marker } = bakedPlace(engine, key, kind);
  return {
    title,
    seconds,
    diskGiB: 3,
    isDone: async () => {
      if ((await engine.hostRun(['test', '-e', marker])).exitCode !== 0) return false;
      await ensureBakedCluster(engine, { kind, nodeImage: nodeImageName(key), key, progress: () => {} });
      return true;
    },
    run: (progress) => ensureBakedCluster(engine, { kind, nodeImage: nodeImageName(key), key, progress }),
  };
}
