import { KindPreparation, type PreparationReader } from './kind-preparation.ts';
import type { LabWorld } from './lab-world.ts';
import { Labs } from './labs.ts';
import { Pools, type Stamps } from './pools.ts';
import { Slots } from './slots.ts';

interface Outside extends Omit<LabWorld, 'pool' | 'slots' | 'preparation'> {
  /** See PoolRecord. */
  readonly poolStamps: Stamps;
  /** How far the preparation of Kubernetes labs is. */
  readonly readPreparation: PreparationReader;
}

/** Labs with their pools, on whatever is handed in. */
export function createLabs({ poolStamps, readPreparation, ...outside }: Outside): Labs {
  const { driver, clock, log, limits } = outside;
  const slots = new Slots(limits.startsAtOnce);
  const pool = new Pools({
    driver,
    clock,
    log,
    sizes: { docker: limits.poolDocker, cluster: limits.poolCluster, 'cluster-3': limits.poolCluster3 },
    limits: limits.sandbox,
    stamps: poolStamps,
    keepFreeMiB: limits.poolKeepFreeMiB,
    learnersWait: () => slots.busy > 0,
  });
  const preparation = new KindPreparation({ driver, log, read: readPreparation });
  return new Labs({ ...outside, pool, slots, preparation });
}
