import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { LabError } from '../errors.ts';
import type { PreviewPass } from './preview-pass.ts';

/** A page that was asked for one goes there at once. */
const GOOD_FOR_MS = 60_000;
const KEPT_AT_MOST = 10_000;

/** Tickets that are good for one entry. A runner that starts anew knows none: the page asks for another. */
export class Entrances {
  readonly #clock: Clock;
  readonly #open = new Map<string, { readonly pass: PreviewPass; readonly until: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(pass: PreviewPass): string {
    this.#forget();
    const token = randomBytes(24).toString('base64url');
    this.#open.set(token, { pass, until: this.#now + GOOD_FOR_MS });
    return token;
  }

  /** Throws `preview_refused` when it was used, is too old, or is of another preview. */
  redeem(token: string, label: string): PreviewPass {
    const entrance = this.#open.get(token);
    this.#open.delete(token);
    if (!entrance || entrance.until < this.#now || entrance.pass.label !== label)
      throw new LabError('preview_refused', { detail: 'the entrance is used, old or of another preview' });
    return entrance.pass;
  }

  /** They stand in the order of their end. */
  #forget(): void {
    for (const [token, { until }] of this.#open) {
      if (until >= this.#now && this.#open.size < KEPT_AT_MOST) return;
      this.#open.delete(token);
    }
  }

  get #now(): number {
    return this.#clock.now().getTime();
  }
}
