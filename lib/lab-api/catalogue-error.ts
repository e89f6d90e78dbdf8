import type { CatalogueEntry, Problem } from './problem.ts';

/** An error out of a catalogue: its code, what HTTP says of it, what the learner is told. Web and runner have one each. */
export class CatalogueError<Code extends string> extends Error {
  readonly code: Code;
  readonly status: number;
  readonly #retryable: boolean;

  constructor(
    code: Code,
    [status, retryable, message]: CatalogueEntry,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.code = code;
    this.status = status;
    this.#retryable = retryable;
  }

  /** What the learner sees: no ids, no stack. */
  get problem(): Problem {
    return { code: this.code, message: this.message, retryable: this.#retryable };
  }
}
