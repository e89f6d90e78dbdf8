/** What editor and sandbox last agreed on about one file, and what they do not agree on now. */
import type { FileReading } from './lab-files.ts';
import {
  type Agreed,
  agreedOn,
  judgeOutsideChange,
  type OutsideChange,
  type Theirs,
} from './outside-change.ts';

export class Agreement {
  /** What is there instead, while the learner has not decided. */
  conflict: Theirs | null;
  #agreed: Agreed;
  /** Write whatever is there: the learner said so, and there was no version to name. */
  #overwrite = false;

  constructor({ agreed, conflict }: { readonly agreed: Agreed; readonly conflict: Theirs | null }) {
    this.#agreed = agreed;
    this.conflict = conflict;
  }

  /** Another object whenever it is about something else. */
  get last(): Agreed {
    return this.#agreed;
  }

  /** What a write expects to replace; undefined for anything. */
  get expected(): string | null | undefined {
    return this.#overwrite ? undefined : this.#agreed.version;
  }

  /** The learner's text replaces what is there. */
  keepMine(theirs: Theirs): void {
    this.conflict = null;
    if (theirs.kind === 'text') this.#agreed = agreedOn(theirs);
    else if (theirs.kind === 'missing') this.#agreed = { ...this.#agreed, text: null, version: null };
    else this.#overwrite = true;
  }

  /** What is there is shown. */
  takeTheirs(theirs: Extract<Theirs, { kind: 'text' }>): void {
    this.#agreed = agreedOn(theirs);
  }

  written(text: string, version: string): void {
    this.#agreed = { ...this.#agreed, text, version };
    this.#overwrite = false;
  }

  /** `mine`: what the learner typed, null when they typed nothing. */
  judge(mine: string | null, found: FileReading): OutsideChange {
    const change = judgeOutsideChange(this.#agreed, mine ?? this.#agreed.text ?? '', found);
    this.conflict = change.do === 'ask' ? change.theirs : null;
    if (change.do === 'agree') this.#agreed = change.agreed;
    return change;
  }
}
