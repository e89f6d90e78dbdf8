/** When checks run by themselves: shortly after something happened, and ever more rarely while that changes nothing. */
import type { Clock } from '../clock.ts';

/** A save, a build or a `docker run` is a burst of events: wait for its end, but not for ever. */
const QUIET_MS = 700;
const LONGEST_WAIT_MS = 3000;
const PAUSE_MS = { first: 2000, most: 30_000 };

interface ScheduleOptions {
  readonly clock: Clock;
  /** Resolves with whether a verdict changed. */
  readonly run: () => Promise<boolean>;
}

export class ActivitySchedule {
  readonly #options: ScheduleOptions;
  #cancel: (() => void) | undefined;
  #burstSince: number | undefined;
  #running = false;
  #againAfterRun = false;
  #pauseMs = PAUSE_MS.first;
  /** Until then the pause after the last run lasts. */
  #pausedUntil = 0;
  #stopped = false;

  constructor(options: ScheduleOptions) {
    this.#options = options;
  }

  /** Something happened in the lab. */
  activity(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#againAfterRun = true;
      return;
    }
    const now = this.#now();
    // Whoever works at a human pace is never made to wait: only what goes on without a break is slowed down.
    if (this.#burstSince === undefined && now > this.#pausedUntil) this.#pauseMs = PAUSE_MS.first;
    this.#burstSince ??= now;
    const quiet = Math.min(now + QUIET_MS, this.#burstSince + LONGEST_WAIT_MS);
    this.#cancel?.();
    this.#cancel = this.#options.clock.after(
      Math.max(quiet, this.#pausedUntil) - now,
      () => void this.#fire(),
    );
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  async #fire(): Promise<void> {
    this.#burstSince = undefined;
    this.#cancel = undefined;
    this.#running = true;
    const changed = await this.#options.run().catch(() => false);
    this.#running = false;
    if (changed) {
      this.#pauseMs = PAUSE_MS.first;
      this.#pausedUntil = this.#now();
    } else {
      this.#pausedUntil = this.#now() + this.#pauseMs;
      this.#pauseMs = Math.min(this.#pauseMs * 2, PAUSE_MS.most);
    }
    if (this.#againAfterRun) {
      this.#againAfterRun = false;
      this.activity();
    }
  }

  #now(): number {
    return this.#options.clock.now().getTime();
  }
}
