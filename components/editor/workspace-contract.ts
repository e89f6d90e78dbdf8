/** What the editor of one lab stands on, and what it shows. */
import type { Problem } from '../../lib/lab-api/problem.ts';
import type { ListingView } from './folder-listing.ts';
import type { LabFiles } from './lab-files.ts';
import type { EditorText, OpenFile } from './open-files.ts';
import type { Upload } from './uploads.ts';

export interface WorkspaceDeps<Text extends EditorText> {
  readonly files: LabFiles;
  readonly storage: Storage;
  /** Names the lesson among others of this browser. */
  readonly lesson: string;
  /** Names this start of the lab: what was typed in an earlier one does not come back. */
  readonly labStart: string;
  /** Opened when nothing is remembered. */
  readonly firstFile: string | null;
  makeText(path: string, text: string): Promise<Text>;
}

export interface WorkspaceView<Text extends EditorText> {
  readonly listing: ListingView;
  readonly tabs: readonly string[];
  readonly active: string | null;
  readonly file: OpenFile<Text> | undefined;
  /** A second file, shown beside the active one. */
  readonly beside: { readonly path: string; readonly file: OpenFile<Text> } | null;
  readonly expanded: ReadonlySet<string>;
  readonly uploads: readonly Upload[];
}

/** Null when it worked. */
export type Outcome = Problem | null;
