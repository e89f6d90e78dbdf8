/** What an open file is told and asked by the rest of the editor. */
import type { Problem } from '../../lib/lab-api/problem.ts';
import type { LabFiles } from './lab-files.ts';
import type { Theirs, Unshowable } from './outside-change.ts';
import type { UnsavedTexts } from './unsaved-texts.ts';

/** The text in the editor. */
export interface TextBuffer {
  text(): string;
  /** Keeps cursor, scroll and undo as far as the change allows. */
  replace(text: string): void;
  onEdit(listener: () => void): void;
  dispose(): void;
}

export type SyncState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** There is no way to the lab now; it goes on by itself. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly retrying: boolean }
  | { readonly kind: 'conflict'; readonly theirs: Theirs };

export interface SyncDeps {
  readonly files: Pick<LabFiles, 'read' | 'write'>;
  readonly unsaved: UnsavedTexts;
  /** False while the network or the lab is away. */
  maySend(): boolean;
  onState(): void;
  /** The file became something that is not text, and nothing was typed here. */
  onUnshowable(theirs: Unshowable): void;
}
