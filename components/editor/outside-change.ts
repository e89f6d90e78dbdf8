/** What to do when a file may have changed in the sandbox while it was open here. */
import type { FileReading } from './lab-files.ts';
import type { FileText } from './text-content.ts';
import type { UnsavedText } from './unsaved-texts.ts';

/** What editor and sandbox last agreed on. */
export interface Agreed {
  /** Null when it is not known any more: only its version was kept. */
  readonly text: FileText['text'] | null;
  readonly bom: boolean;
  /** Null: the file is not there (yet, or any more). */
  readonly version: string | null;
}

export type Theirs = Exclude<FileReading, { kind: 'same' }>;
export type Unshowable = Exclude<Theirs, { kind: 'text' }>;

export type OutsideChange =
  /** Nothing new, or only its version: this is what is agreed on from now on. */
  | { readonly do: 'agree'; readonly agreed: Agreed }
  /** Nothing was typed here: show theirs. */
  | { readonly do: 'show'; readonly theirs: Theirs }
  /** Both sides changed it, or it was deleted: the learner decides. */
  | { readonly do: 'ask'; readonly theirs: Theirs };

export function agreedOn({ text, bom, version }: Extract<Theirs, { kind: 'text' }>): Agreed {
  return { text, bom, version };
}

export function judgeOutsideChange(agreed: Agreed, mine: string, found: FileReading): OutsideChange {
  if (found.kind === 'same') return { do: 'agree', agreed };
  if (found.kind === 'missing') {
    return agreed.version === null ? { do: 'agree', agreed } : { do: 'ask', theirs: found };
  }
  if (found.kind === 'text') {
    if (found.version === agreed.version || found.text === mine || found.text === agreed.text) {
      return { do: 'agree', agreed: agreedOn(found) };
    }
  }
  return mine === agreed.text ? { do: 'show', theirs: found } : { do: 'ask', theirs: found };
}

export interface Opening {
  readonly agreed: Agreed;
  readonly mine: string;
  /** Set when the learner has to decide at once. */
  readonly conflict: Theirs | null;
}

type TextReading = Extract<FileReading, { kind: 'text' }>;

/** How a file opens that may have been typed in before the page was closed. */
export function openingOf(
  found: TextReading | { readonly kind: 'missing' },
  unsaved: UnsavedText | undefined,
): Opening {
  const agreed: Agreed =
    found.kind === 'text'
      ? { text: found.text, bom: found.bom, version: found.version }
      : { text: null, bom: false, version: null };
  if (unsaved === undefined) return { agreed, mine: agreed.text ?? '', conflict: null };
  const mine = unsaved.text;
  if (unsaved.version === agreed.version || mine === agreed.text) return { agreed, mine, conflict: null };
  return { agreed: { ...agreed, text: null, version: unsaved.version }, mine, conflict: found };
}
