import type { Pty, PtyOptions, Sandbox } from '../drivers/driver.ts';
import { LabError } from '../errors.ts';
import { SocketCount } from './socket-count.ts';

/** Sockets at one lab's terminals, all browsers together; more is a mistake or an attack. */
const SOCKETS_PER_LAB = 64;

export interface TerminalsOptions {
  readonly terminalsPerLab: number;
}

/** Opens terminals one after the other for each sandbox, so that the limit also holds for many at once. */
export class Terminals {
  readonly #limit: number;
  readonly #opening = new Map<string, Promise<unknown>>();
  readonly #sockets = new SocketCount(SOCKETS_PER_LAB);

  constructor({ terminalsPerLab }: TerminalsOptions) {
    this.#limit = terminalsPerLab;
  }

  /**
   * Attaches to the shell of that id, or opens it where `mayOpen`. `isNew` says which.
   * Rejects with `terminal_limit`, `not_allowed` for a look at a shell that is not there.
   */
  async attach(
    sandbox: Sandbox,
    options: PtyOptions,
    { mayOpen }: { readonly mayOpen: boolean },
  ): Promise<{ readonly pty: Pty; readonly isNew: boolean }> {
    return this.#inTurn(sandbox.id, async () => {
      const open = await sandbox.listPtys();
      const isNew = !open.some(({ id }) => id === options.id);
      if (isNew && !mayOpen)
        throw new LabError('not_allowed', { detail: `no terminal ${options.id} to watch` });
      if (isNew && open.length >= this.#limit) throw new LabError('terminal_limit');
      return { pty: await sandbox.openPty(options), isNew };
    });
  }

  /** Counts one socket until the returned function is called. Throws `too_many`. */
  admit(sandboxId: string): () => void {
    return this.#sockets.admit(sandboxId);
  }

  async #inTurn<T>(sandboxId: string, open: () => Promise<T>): Promise<T> {
    const before = this.#opening.get(sandboxId) ?? Promise.resolve();
    const mine = before.then(open, open);
    this.#opening.set(sandboxId, mine);
    try {
      return await mine;
    } finally {
      if (this.#opening.get(sandboxId) === mine) this.#opening.delete(sandboxId);
    }
  }
}
