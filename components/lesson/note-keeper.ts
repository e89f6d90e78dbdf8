import { NOTE_LETTERS, type Note } from '../../lib/progress/note.ts';

export interface NoteAnswer {
  /** False: another window was first, and `note` is what it wrote. */
  readonly isKept: boolean;
  readonly note: Note;
}

export type KeepNote = (change: { readonly text: string; readonly expected: number }) => Promise<NoteAnswer>;

export type NoteState = 'kept' | 'keeping' | 'failed';

/** What is typed is kept this long after the last key. */
const AFTER_MS = 700;
const AGAIN_AFTER_MS = 5_000;

const BETWEEN = '\n\n--- from another window ---\n';

/** Keeps a note while it is written, one change at a time; what two windows wrote is put together. Knows no React. */
export class NoteKeeper {
  readonly #keep: KeepNote;
  readonly #onChange: () => void;
  #version: number;
  #known: string;
  #text: string;
  #state: NoteState = 'kept';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | null = null;

  constructor(note: Note, keep: KeepNote, onChange: () => void) {
    this.#keep = keep;
    this.#onChange = onChange;
    this.#version = note.version;
    this.#known = note.text;
    this.#text = note.text;
  }

  get text(): string {
    return this.#text;
  }

  get state(): NoteState {
    return this.#state;
  }

  type(text: string): void {
    this.#text = text;
    this.#set('keeping');
    this.#after(AFTER_MS);
  }

  /** Resolves when what was typed so far is kept, or could not be. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#sending ??= this.#send().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  async #send(): Promise<void> {
    while (this.#text !== this.#known) {
      const text = this.#text;
      try {
        const { isKept, note } = await this.#keep({ text, expected: this.#version });
        this.#version = note.version;
        this.#known = note.text;
        if (!isKept) this.#text = together(this.#text, note.text);
      } catch {
        this.#set('failed');
        this.#after(AGAIN_AFTER_MS);
        return;
      }
    }
    this.#set('kept');
  }

  #after(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), delayMs);
  }

  #set(state: NoteState): void {
    this.#state = state;
    this.#onChange();
  }
}

/** Both, unless one has the other in it already. */
function together(mine: string, theirs: string): string {
  if (mine.includes(theirs)) return mine;
  if (theirs.includes(mine)) return theirs;
  return (mine + BETWEEN + theirs).slice(0, NOTE_LETTERS);
}
