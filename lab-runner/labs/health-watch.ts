/** While somebody looks at a cluster's lab: asks now and then, and soon after something happened, whether it is well. */
import { type ClusterTrouble, readClusterHealth } from '../checks/cluster-health.ts';
import type { Clock } from '../clock.ts';
import type { Sandbox } from '../drivers/driver.ts';

export interface HealthWatchOptions {
  readonly sandbox: Sandbox;
  readonly clock: Clock;
  /** A sentence for the learner, or null when all is well. Called when it is another than before. */
  readonly tell: (trouble: string | null) => void;
}

/** From the end of one look to the next. */
const EVERY_MS = 30_000;
const AFTER_ACTIVITY_MS = 4_000;
/** A pod that dies again and again is activity without an end. */
const AT_MOST_EVERY_MS = 12_000;
/** What may pass by itself is told when it is still so after this long: a node that was frozen needs some ten seconds. */
const STILL_MS = 15_000;

export class HealthWatch {
  readonly #options: HealthWatchOptions;
  readonly #signal: AbortSignal;
  #cancel: () => void = () => {};
  #looking = false;
  #dueMs = 0;
  #lookedMs = Number.NEGATIVE_INFINITY;
  #passingSinceMs: number | undefined;

  /** Begins at once; ends when the signal aborts. */
  constructor(options: HealthWatchOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#cancel(), { once: true });
    this.#lookIn(AFTER_ACTIVITY_MS);
  }

  /** Something happened. However much does, it is looked at once in a while. */
  activity(): void {
    if (this.#looking) return;
    const dueMs = Math.max(this.#nowMs + AFTER_ACTIVITY_MS, this.#lookedMs + AT_MOST_EVERY_MS);
    if (dueMs < this.#dueMs) this.#lookIn(dueMs - this.#nowMs);
  }

  #lookIn(delayMs: number): void {
    this.#cancel();
    if (this.#signal.aborted) return;
    this.#dueMs = this.#nowMs + delayMs;
    this.#cancel = this.#options.clock.after(delayMs, () => void this.#look());
  }

  async #look(): Promise<void> {
    this.#looking = true;
    // A sandbox that cannot be asked is told of elsewhere.
    const found = await readClusterHealth(this.#options.sandbox, this.#signal).catch(() => undefined);
    this.#looking = false;
    this.#lookedMs = this.#nowMs;
    if (this.#signal.aborted) return;
    this.#judge(found);
    this.#lookIn(this.#passingSinceMs === undefined ? EVERY_MS : AFTER_ACTIVITY_MS);
  }

  #judge(found: ClusterTrouble | null | undefined): void {
    if (found === undefined) return;
    if (!found?.mayPass) this.#passingSinceMs = undefined;
    else this.#passingSinceMs ??= this.#nowMs;
    if (found?.mayPass && this.#nowMs - (this.#passingSinceMs ?? 0) < STILL_MS) return;
    this.#options.tell(found?.sentence ?? null);
  }

  get #nowMs(): number {
    return this.#options.clock.now().getTime();
  }
}
