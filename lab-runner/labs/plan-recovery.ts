/** From what a backend lists to what a runner that knows nothing has to do. Pure, so that every crash can be tried. */
import type { SandboxSummary } from '../drivers/driver.ts';
import { type LabRecord, labKey, readRecord } from './lab-record.ts';
import type { Stamps } from './pools.ts';

export interface FoundLab {
  readonly record: LabRecord;
  readonly sandbox: SandboxSummary;
}

export interface RecoveryPlan {
  /** The learner's, as they are. */
  readonly adopt: readonly FoundLab[];
  /** Still the learner's; the reset that they asked for has to be done anew. */
  readonly resetAgain: readonly FoundLab[];
  /** The start has to be done anew; its sandbox is in `destroy`. */
  readonly startAgain: readonly LabRecord[];
  /** Warm ones for the pool. */
  readonly warm: readonly SandboxSummary[];
  readonly destroy: readonly string[];
}

export function planRecovery(found: readonly SandboxSummary[], stamps: Stamps): RecoveryPlan {
  const warm: SandboxSummary[] = [];
  const destroy: string[] = [];
  const labs = new Map<string, FoundLab[]>();
  for (const sandbox of found) {
    const record = readRecord(sandbox.annotations);
    if (record?.role === 'lab') {
      const key = labKey(record);
      labs.set(key, [...(labs.get(key) ?? []), { record, sandbox }]);
    } else if (record?.phase === 'idle' && record.stamp === stamps[sandbox.kind]) warm.push(sandbox);
    else destroy.push(sandbox.id);
  }
  const plans = [...labs.values()].map(planOne);
  return {
    adopt: plans.flatMap((plan) => plan.adopt ?? []),
    resetAgain: plans.flatMap((plan) => plan.resetAgain ?? []),
    startAgain: plans.flatMap((plan) => plan.startAgain ?? []),
    warm,
    destroy: [...destroy, ...plans.flatMap((plan) => plan.destroy)],
  };
}

interface OnePlan {
  readonly adopt?: FoundLab;
  readonly resetAgain?: FoundLab;
  readonly startAgain?: LabRecord;
  readonly destroy: readonly string[];
}

/** All sandboxes of one learner and lesson. At most one is kept. */
function planOne(all: readonly FoundLab[]): OnePlan {
  const newestFirst = all.toSorted((a, b) => b.sandbox.createdAt.getTime() - a.sandbox.createdAt.getTime());
  const inPhase = (phase: LabRecord['phase']) => newestFirst.find(({ record }) => record.phase === phase);
  const without = (kept: FoundLab | undefined) =>
    all.filter((lab) => lab !== kept).map(({ sandbox }) => sandbox.id);
  const ready = inPhase('ready');
  if (ready) return { adopt: ready, destroy: without(ready) };
  // The lab was ended: a reset or start that was under way with it is not wanted any more.
  if (inPhase('ending')) return { destroy: without(undefined) };
  const resetting = inPhase('resetting');
  if (resetting) return { resetAgain: resetting, destroy: without(resetting) };
  const starting = inPhase('starting');
  return { ...(starting && { startAgain: starting.record }), destroy: without(undefined) };
}
