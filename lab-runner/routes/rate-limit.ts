import type { Clock } from '../clock.ts';
import { LabError } from '../errors.ts';

/** An editor that saves as one types and a page that looks at its lab stay far below it; a loop does not. */
const BURST = 200;
const PER_SECOND = 40;
const FORGET_ABOVE = 5000;

/** A bucket of requests for each learner, refilled all the time. */
export class RateLimit {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, { left: number; at: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Throws `too_many` when the bucket is empty. */
  take(learner: string): void {
    const now = this.#clock.now().getTime();
    const bucket = this.#buckets.get(learner) ?? { left: BURST, at: now };
    const left = Math.min(BURST, bucket.left + ((now - bucket.at) / 1000) * PER_SECOND);
    this.#buckets.set(learner, { left: Math.max(0, left - 1), at: now });
    if (this.#buckets.size > FORGET_ABOVE) this.#forgetFull(now);
    if (left < 1) throw new LabError('too_many', { detail: `requests of ${learner}` });
  }

  #forgetFull(now: number): void {
    for (const [learner, { left, at }] of this.#buckets) {
      if (left + ((now - at) / 1000) * PER_SECOND >= BURST) this.#buckets.delete(learner);
    }
  }
}
