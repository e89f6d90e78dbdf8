import { LabError } from '../errors.ts';

/** Open sockets of each lab, all browsers together: more than so many is a mistake or an attack. */
export class SocketCount {
  readonly #most: number;
  readonly #open = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Counts one until the returned function is called. Throws `too_many`. */
  admit(sandboxId: string): () => void {
    const count = this.#open.get(sandboxId) ?? 0;
    if (count >= this.#most) throw new LabError('too_many', { detail: `${count} sockets of one lab` });
    this.#open.set(sandboxId, count + 1);
    return () => {
      const left = (this.#open.get(sandboxId) ?? 1) - 1;
      if (left > 0) this.#open.set(sandboxId, left);
      else this.#open.delete(sandboxId);
    };
  }
}
