/** The files that are open: their tabs, their texts, and what becomes of them when paths change. */

import type { FileChange } from '../../lib/lab-api/events.ts';
import { EDITABLE_BYTES, type FileEntry } from '../../lib/lab-api/files.ts';
import type { Problem } from '../../lib/lab-api/problem.ts';
import { movedTo } from '../ui/tab-order.ts';
import { LabRequestError } from '../workbench/lab-context.ts';
import { DocumentSync } from './document-sync.ts';
import type { LabFiles } from './lab-files.ts';
import { openingOf } from './outside-change.ts';
import { isWithin, movedPath } from './paths.ts';
import type { TextBuffer } from './sync-contract.ts';
import type { UnsavedTexts } from './unsaved-texts.ts';

/** A text in an editor that knows what language it is in. */
export interface EditorText extends TextBuffer {
  setPath(path: string): void;
}

export type OpenFile<Text extends EditorText = EditorText> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'text'; readonly sync: DocumentSync; readonly text: Text }
  /** Shown as what it is, with a download. */
  | { readonly kind: 'binary' | 'big'; readonly size: number | null }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface OpenFilesDeps<Text extends EditorText> {
  readonly files: Pick<LabFiles, 'read' | 'write'>;
  readonly unsaved: UnsavedTexts;
  makeText(path: string, text: string): Promise<Text>;
  entry(path: string): FileEntry | undefined;
  maySend(): boolean;
  onChange(): void;
}

const missing: Problem = { code: 'file_missing', message: 'The file is no longer there.', retryable: false };
const unexpected: Problem = { code: 'internal', message: 'The file could not be opened.', retryable: true };

export class OpenFiles<Text extends EditorText = EditorText> {
  tabs: readonly string[] = [];
  active: string | null = null;
  /** A second file, shown beside that one. */
  beside: string | null = null;
  readonly #deps: OpenFilesDeps<Text>;
  /** Also files without a tab, while something of them is not saved. */
  readonly #open = new Map<string, OpenFile<Text>>();
  /** Files that changed while they were being read: what was read may be older. */
  readonly #outdated = new Set<string>();
  #closed = false;

  constructor(deps: OpenFilesDeps<Text>) {
    this.#deps = deps;
  }

  get(path: string): OpenFile<Text> | undefined {
    return this.#open.get(path);
  }

  /** `quietly`: a tab from the last visit, which goes away without a word when its file did. */
  open(path: string, { quietly = false } = {}): void {
    if (!this.tabs.includes(path)) this.tabs = [...this.tabs, path];
    if (!quietly) this.active = path;
    if (!this.#open.has(path)) void this.#load(path, quietly);
    this.#deps.onChange();
  }

  /** Null: one file alone again. */
  openBeside(path: string | null): void {
    if (path !== null) this.open(path, { quietly: true });
    this.beside = path;
    this.#deps.onChange();
  }

  /** `to`: where its tab stands afterwards. */
  move(path: string, to: number): void {
    this.tabs = movedTo(this.tabs, path, to);
    this.#deps.onChange();
  }

  /** What is not saved yet is still saved; a question that is still open is asked again with the next opening. */
  close(path: string): void {
    const index = this.tabs.indexOf(path);
    this.tabs = this.tabs.filter((tab) => tab !== path);
    if (this.beside === path) this.beside = null;
    if (this.active === path) this.active = this.tabs[Math.min(index, this.tabs.length - 1)] ?? null;
    const file = this.#open.get(path);
    if (file?.kind === 'text' && file.sync.hasUnsaved) void file.sync.flush();
    else this.#drop(path);
    this.#deps.onChange();
  }

  /** Reads a file anew that could not be shown. */
  reload(path: string): void {
    void this.#load(path, false);
    this.#deps.onChange();
  }

  sandboxChanged(changes: readonly FileChange[]): void {
    const all = changes.some((change) => change.type === 'overflow');
    for (const [path, file] of this.#open) {
      const isNamed =
        all || changes.some((change) => change.type !== 'overflow' && isWithin(path, change.path));
      // What a link leads to changes under a name of its own.
      const isLink = this.#deps.entry(path)?.type === 'link';
      if (!isNamed && !isLink) continue;
      if (file.kind === 'text') void file.sync.check();
      else if (file.kind === 'loading') this.#outdated.add(path);
      else if (isNamed) this.reload(path);
    }
  }

  /** The way to the lab is open again. */
  resume(): void {
    for (const [path, file] of this.#open) {
      if (file.kind === 'text') void file.sync.resume();
      else if (file.kind === 'failed' && file.problem.retryable) this.reload(path);
    }
  }

  async flush(within = ''): Promise<void> {
    const files = [...this.#open].filter(([path]) => isWithin(path, within)).map(([, file]) => file);
    await Promise.all(files.map((file) => (file.kind === 'text' ? file.sync.flush() : undefined)));
  }

  renamed(from: string, to: string): void {
    for (const [path, file] of [...this.#open]) {
      const moved = movedPath(path, from, to);
      if (moved === path) continue;
      this.#open.delete(path);
      this.#open.set(moved, file);
      if (file.kind !== 'text') continue;
      file.sync.moved(moved);
      file.text.setPath(moved);
    }
    this.tabs = this.tabs.map((tab) => movedPath(tab, from, to));
    if (this.active !== null) this.active = movedPath(this.active, from, to);
    if (this.beside !== null) this.beside = movedPath(this.beside, from, to);
    this.#deps.onChange();
  }

  /** The learner deleted it here: nothing of it is saved any more. */
  removed(path: string): void {
    for (const each of [...this.#open.keys()].filter((open) => isWithin(open, path))) {
      this.#drop(each);
      this.#deps.unsaved.forget(each);
      this.close(each);
    }
  }

  /** Nothing is sent any more. */
  dispose(): void {
    this.#closed = true;
    for (const path of [...this.#open.keys()]) this.#drop(path);
  }

  #drop(path: string): void {
    const file = this.#open.get(path);
    this.#open.delete(path);
    if (file?.kind === 'text') file.sync.dispose();
  }

  async #load(path: string, quietly: boolean): Promise<void> {
    // What stands there stays until it is known better: a log that grows must not flicker.
    const standing: OpenFile<Text> = this.#open.get(path) ?? { kind: 'loading' };
    this.#open.set(path, standing);
    this.#outdated.delete(path);
    const file = await this.#read(path);
    // Renamed, closed or reset while it was read.
    if (this.#closed || this.#open.get(path) !== standing) {
      if (file.kind === 'text') file.sync.dispose();
      return;
    }
    this.#open.set(path, file);
    if (this.#outdated.delete(path)) {
      if (file.kind === 'text') void file.sync.check();
      else this.reload(path);
    } else if (quietly && file.kind === 'failed' && !file.problem.retryable) this.close(path);
    this.#deps.onChange();
  }

  async #read(path: string): Promise<OpenFile<Text>> {
    const unsaved = this.#deps.unsaved.get(path);
    const entry = this.#deps.entry(path);
    if (!unsaved && entry?.type === 'file' && entry.size > EDITABLE_BYTES)
      return { kind: 'big', size: entry.size };
    try {
      const found = await this.#deps.files.read(path, null);
      if (found.kind === 'same' || (found.kind === 'missing' && !unsaved)) {
        return { kind: 'failed', problem: missing };
      }
      if (found.kind !== 'text' && found.kind !== 'missing') return { kind: found.kind, size: found.size };
      const opening = openingOf(found, unsaved);
      const text = await this.#deps.makeText(path, opening.mine);
      return { kind: 'text', text, sync: this.#sync(path, text, opening) };
    } catch (error) {
      return { kind: 'failed', problem: error instanceof LabRequestError ? error.problem : unexpected };
    }
  }

  #sync(path: string, text: Text, opening: ReturnType<typeof openingOf>): DocumentSync {
    const sync: DocumentSync = new DocumentSync(path, text, opening, {
      files: this.#deps.files,
      unsaved: this.#deps.unsaved,
      maySend: this.#deps.maySend,
      onState: () => this.#stateChanged(sync),
      onUnshowable: (theirs) => {
        this.#drop(sync.path);
        if (theirs.kind === 'missing') this.close(sync.path);
        else this.#open.set(sync.path, { kind: theirs.kind, size: theirs.size });
        this.#deps.onChange();
      },
    });
    return sync;
  }

  #stateChanged(sync: DocumentSync): void {
    if (this.#closed) return;
    const isLeft = !this.tabs.includes(sync.path);
    if (isLeft && !sync.hasUnsaved && this.#open.has(sync.path)) this.#drop(sync.path);
    this.#deps.onChange();
  }
}
