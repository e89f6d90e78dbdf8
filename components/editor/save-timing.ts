export const SAVE_AFTER_MS = 400;
/** While somebody types without a pause, it is saved this often. */
const SAVE_AT_LATEST_MS = 2_000;
/** Reading and writing may never agree, as on a file that changes all the time: then wait as after any failure. */
const REFUSALS_IN_A_ROW = 3;
const RETRY_AFTER_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;

/** When to save what is typed, and when to try again what failed. */
export class SaveTiming {
  readonly #save: () => void;
  readonly #retry: () => void;
  #unsavedSinceMs: number | null = null;
  #failures = 0;
  #refusals = 0;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(save: () => void, retry: () => void) {
    this.#save = save;
    this.#retry = retry;
  }

  typed(): void {
    const now = performance.now();
    this.#unsavedSinceMs ??= now;
    const latest = this.#unsavedSinceMs + SAVE_AT_LATEST_MS - now;
    this.#saveIn(Math.max(0, Math.min(SAVE_AFTER_MS, latest)));
  }

  atOnce(): void {
    this.#saveIn(0);
  }

  /** A save arrived; there may be more to save already. */
  arrived(isAll: boolean): void {
    this.#failures = 0;
    this.#refusals = 0;
    this.#unsavedSinceMs = isAll ? null : performance.now();
    if (isAll) clearTimeout(this.#saveTimer);
  }

  /** It had changed in the sandbox. True when it should be read and written anew at once. */
  refused(): boolean {
    return this.#refusals++ < REFUSALS_IN_A_ROW;
  }

  failed(): void {
    this.#refusals = 0;
    const pause = RETRY_AFTER_MS[Math.min(this.#failures++, RETRY_AFTER_MS.length - 1)];
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(this.#retry, pause);
  }

  /** Whatever kept it from working is over. */
  forgetFailures(): void {
    this.#failures = 0;
  }

  stop(): void {
    clearTimeout(this.#saveTimer);
    clearTimeout(this.#retryTimer);
  }

  #saveIn(ms: number): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(this.#save, ms);
  }
}
