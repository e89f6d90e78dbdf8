import type { Clock } from '../clock.ts';
import type { Driver } from '../drivers/driver.ts';
import type { Log } from '../log.ts';
import type { KindPreparation } from './kind-preparation.ts';
import type { LabLimits } from './lab-limits.ts';
import type { LessonSource } from './lesson-source.ts';
import type { Pools } from './pools.ts';
import type { Slots } from './slots.ts';
import type { StartIntents } from './start-intents.ts';

/** What every operation on labs stands on. */
export interface LabWorld {
  readonly driver: Driver;
  readonly clock: Clock;
  readonly log: Log;
  readonly lessons: LessonSource;
  readonly limits: LabLimits;
  readonly intents: StartIntents;
  readonly preparation: KindPreparation;
  readonly pool: Pools;
  /** Of sandboxes that are being made for learners. */
  readonly slots: Slots;
  /** Signs that a task has passed; the browser hands it to web. */
  signReceipt(receipt: { learner: string; lesson: string; task: string; passedAt: string }): Promise<string>;
}
