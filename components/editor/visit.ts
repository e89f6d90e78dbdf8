/** What of the editor comes back with the next visit to the page: tabs, the one in front, unfolded folders. */
import { type Remembered, recall, remember } from './remembered.ts';

interface Tabs {
  readonly tabs: readonly string[];
  readonly active: string | null;
  readonly beside: string | null;
}

export class Visit {
  readonly #storage: Storage;
  readonly #lesson: string;
  readonly expanded: ReadonlySet<string>;
  #last: readonly unknown[] = [];
  /** Opened once the lab can be asked. */
  #wanted: Tabs | null;

  /** `unsaved`: files of which something was not saved, open or not. */
  constructor(storage: Storage, lesson: string, unsaved: readonly string[]) {
    this.#storage = storage;
    this.#lesson = lesson;
    const { tabs, active, beside, expanded }: Remembered = recall(storage, lesson);
    this.expanded = new Set(expanded);
    this.#wanted = { tabs: [...new Set([...tabs, ...unsaved])], active, beside };
  }

  /** What to open, once. */
  takeWanted(): Tabs | null {
    const wanted = this.#wanted;
    this.#wanted = null;
    return wanted;
  }

  /** Nothing is kept before what was kept last time has been opened. */
  keep({ tabs, active, beside }: Tabs, expanded: ReadonlySet<string>): void {
    const now = [tabs, active, beside, expanded];
    const isKnown = now.every((each, index) => each === this.#last[index]);
    if (isKnown || this.#wanted !== null) return;
    this.#last = now;
    remember(this.#storage, this.#lesson, { tabs, active, beside, expanded: [...expanded] });
  }
}
