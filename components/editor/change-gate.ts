import type { FileChange } from '../../lib/lab-api/events.ts';

const EVERY_MS = 200;
/** Beyond it, looking at everything is cheaper than at each. */
const PATHS_AT_MOST = 200;

/**
 * Lets changes through at once, and then no more often than a few times a second, together: a program that writes
 * without end must not make the page ask without end.
 */
export class ChangeGate {
  readonly #pass: (changes: readonly FileChange[]) => void;
  #waiting: FileChange[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(pass: (changes: readonly FileChange[]) => void) {
    this.#pass = pass;
  }

  add(changes: readonly FileChange[]): void {
    this.#waiting.push(...changes);
    if (this.#waiting.length > PATHS_AT_MOST) this.#waiting = [{ type: 'overflow' }];
    if (this.#timer === undefined) this.#open();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }

  #open(): void {
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const changes = this.#waiting;
    this.#waiting = [];
    this.#timer = setTimeout(() => this.#open(), EVERY_MS);
    this.#pass(changes);
  }
}
