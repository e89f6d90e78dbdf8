/** Work that is asked for while it is being done: one thing at a time, until there is no more. */
export class Rounds {
  readonly #hasWork: () => boolean;
  readonly #work: () => Promise<void>;
  readonly #ended: () => void;
  #running: Promise<void> | null = null;

  /** `work` does one thing and never rejects; `ended` is called when there was no more. */
  constructor(about: {
    readonly hasWork: () => boolean;
    readonly work: () => Promise<void>;
    readonly ended: () => void;
  }) {
    this.#hasWork = about.hasWork;
    this.#work = about.work;
    this.#ended = about.ended;
  }

  /** Resolves when all that there is to do at the moment is done. */
  run(): Promise<void> {
    this.#running ??= this.#all().finally(() => {
      this.#running = null;
      this.#ended();
      // Asked for while the last round was ending.
      if (this.#hasWork()) void this.run();
    });
    return this.#running;
  }

  async #all(): Promise<void> {
    // Not in the caller's turn: `#running` must be set before anything can end.
    await Promise.resolve();
    while (this.#hasWork()) await this.#work();
  }
}
