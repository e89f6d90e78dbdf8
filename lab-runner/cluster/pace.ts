import { setTimeout as sleep } from 'node:timers/promises';

const BURST_CHARACTERS = 16 * 1024 * 1024;
const CHARACTERS_A_SECOND = 1024 * 1024;

/**
 * A whole cluster at once is taken as fast as it comes, and then what people and controllers do. What a program of the
 * learner's prints without an end is read slowly, so that it costs their neighbours nothing.
 */
export class Pace {
  readonly #now: () => number;
  #left = BURST_CHARACTERS;
  #at: number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#at = now();
  }

  /** How long to wait until the next line is read. */
  delayMs(characters: number): number {
    const now = this.#now();
    this.#left = Math.min(BURST_CHARACTERS, this.#left + ((now - this.#at) / 1000) * CHARACTERS_A_SECOND);
    this.#at = now;
    this.#left -= characters;
    return this.#left >= 0 ? 0 : (-this.#left / CHARACTERS_A_SECOND) * 1000;
  }

  async take(characters: number, signal: AbortSignal): Promise<void> {
    const delayMs = this.delayMs(characters);
    if (delayMs > 0) await sleep(delayMs, undefined, { signal }).catch(() => {});
  }
}
