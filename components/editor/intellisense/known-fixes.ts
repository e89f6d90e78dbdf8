/** What the list of problems can mend by itself: whoever marks a text says here what would help. */
import type { editor, IRange } from 'monaco-editor/editor';

export interface KnownFix {
  readonly title: string;
  readonly edits: readonly { readonly range: IRange; readonly text: string }[];
}

export type FixesOf = (range: IRange, message: string) => readonly KnownFix[];

const known = new WeakMap<editor.ITextModel, { readonly version: number; readonly fixesOf: FixesOf }>();

export function rememberFixes(model: editor.ITextModel, fixesOf: FixesOf): void {
  known.set(model, { version: model.getVersionId(), fixesOf });
}

/** None for a text that has changed since: what would help may be elsewhere by now. */
export function knownFixes(model: editor.ITextModel, range: IRange, message: string): readonly KnownFix[] {
  const found = known.get(model);
  return found?.version === model.getVersionId() ? found.fixesOf(range, message) : [];
}

/** One step for undo. */
export function applyFix(model: editor.ITextModel, { edits }: KnownFix): void {
  model.pushStackElement();
  model.pushEditOperations(null, [...edits], () => null);
  model.pushStackElement();
}
