import type { FileEntry } from '../../lib/lab-api/files.ts';
import type { Problem } from '../../lib/lab-api/problem.ts';
import { LabRequestError } from '../workbench/lab-context.ts';
import { sortedChildren } from './file-tree.ts';
import type { LabFiles } from './lab-files.ts';

export interface ListingView {
  /** False until the folder was read for the first time. */
  readonly loaded: boolean;
  readonly entries: ReadonlyMap<string, FileEntry>;
  readonly children: ReadonlyMap<string, readonly FileEntry[]>;
  /** There is more than the runner lists. */
  readonly truncated: boolean;
  readonly problem: Problem | null;
}

const unexpected: Problem = { code: 'internal', message: 'The files could not be listed.', retryable: true };

/** What is in the folder. Asked again whenever something changes, never twice at a time. */
export class FolderListing {
  view: ListingView = {
    loaded: false,
    entries: new Map(),
    children: new Map(),
    truncated: false,
    problem: null,
  };
  readonly #files: Pick<LabFiles, 'list'>;
  readonly #onChange: () => void;
  #running: Promise<void> | null = null;
  #again = false;
  #closed = false;

  constructor(files: Pick<LabFiles, 'list'>, onChange: () => void) {
    this.#files = files;
    this.#onChange = onChange;
  }

  /** Resolves when a listing that began after this call has arrived. */
  refresh(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  dispose(): void {
    this.#closed = true;
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      const view = await this.#read();
      if (this.#closed) return;
      this.view = view;
      this.#onChange();
    }
  }

  async #read(): Promise<ListingView> {
    try {
      const { entries, truncated } = await this.#files.list();
      return {
        loaded: true,
        entries: new Map(entries.map((entry) => [entry.path, entry])),
        children: sortedChildren(entries),
        truncated,
        problem: null,
      };
    } catch (error) {
      return { ...this.view, problem: error instanceof LabRequestError ? error.problem : unexpected };
    }
  }
}
