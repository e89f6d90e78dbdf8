import type { LabWorld } from './lab-world.ts';
import { Labs } from './labs.ts';
import { Pool } from './pool.ts';
import { Slots } from './slots.ts';

type Outside = Omit<LabWorld, 'pool' | 'slots'>;

/** Labs with their pool, on whatever is handed in. `poolStamp`: see PoolRecord. */
export function createLabs({ poolStamp, ...outside }: Outside & { readonly poolStamp: string }): Labs {
  const { driver, clock, log, limits } = outside;
  const slots = new Slots(limits.startsAtOnce);
  const pool = new Pool({
    driver,
    clock,
    log,
    kind: 'docker',
    size: limits.poolDocker,
    limits: limits.sandbox.docker,
    stamp: poolStamp,
    keepFreeMiB: limits.poolKeepFreeMiB,
    learnersWait: () => slots.busy > 0,
  });
  return new Labs({ ...outside, pool, slots });
}
