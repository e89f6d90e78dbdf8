import type { Clock } from '../clock.ts';

/** How long what failed is left alone: ever longer while it goes on failing. */
export class Backoff {
  readonly #clock: Clock;
  readonly #times: { readonly first: number; readonly most: number };
  #nextMs: number;
  #notBefore = 0;

  constructor(clock: Clock, times: { readonly first: number; readonly most: number }) {
    this.#clock = clock;
    this.#times = times;
    this.#nextMs = times.first;
  }

  get due(): boolean {
    return this.#clock.now().getTime() >= this.#notBefore;
  }

  worked(): void {
    this.#nextMs = this.#times.first;
  }

  /** For how many milliseconds it is left alone now. */
  failed(): number {
    const waitMs = this.#nextMs;
    this.#notBefore = this.#clock.now().getTime() + waitMs;
    this.#nextMs = Math.min(waitMs * 2, this.#times.most);
    return waitMs;
  }
}
