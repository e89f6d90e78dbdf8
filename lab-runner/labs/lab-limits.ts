import type { Limits, SandboxKind } from '../drivers/driver.ts';

/** What the operator allows; config.ts reads it. */
export interface LabLimits {
  readonly labsPerLearner: number;
  readonly labs: number;
  readonly terminalsPerLab: number;
  /** Sandboxes made at once for learners; the others wait. */
  readonly startsAtOnce: number;
  /** One press of "more time". */
  readonly extensionMinutes: number;
  /** From start to end, however often it is extended. */
  readonly maxMinutes: number;
  /** Without a browser and without activity for this long, a lab is frozen. */
  readonly freezeSeconds: number;
  readonly sandbox: Readonly<Record<SandboxKind, Limits>>;
  /** Warm sandboxes of each kind. */
  readonly poolDocker: number;
  readonly poolCluster: number;
  readonly poolCluster3: number;
  /** Pools are given back, one sandbox at a time and the largest first, while less memory than this is free. */
  readonly poolKeepFreeMiB: number;
}
