/** Files from the learner's machine on their way into the folder, one after the other. */
import { TRANSFER_BYTES } from '../../lib/lab-api/files.ts';
import { LabRequestError } from '../workbench/lab-context.ts';
import type { LabFiles } from './lab-files.ts';
import { joinPath, nameProblem } from './paths.ts';

export interface Upload {
  readonly path: string;
  readonly size: number;
  readonly state:
    | { readonly kind: 'waiting' | 'sending' | 'done' | 'exists' }
    | { readonly kind: 'failed'; readonly message: string };
}

/** What a browser's `File` has of it. */
export interface UploadSource extends Blob {
  readonly name: string;
  readonly isFolder?: boolean;
}

const TOO_LARGE = `Too large: ${TRANSFER_BYTES / 1024 / 1024} MB is the most that can be sent at once.`;

export class Uploads {
  list: readonly Upload[] = [];
  readonly #files: Pick<LabFiles, 'write'>;
  readonly #onChange: () => void;
  readonly #sources = new Map<string, Blob>();
  readonly #closing = new AbortController();
  #running = false;

  constructor(files: Pick<LabFiles, 'write'>, onChange: () => void) {
    this.#files = files;
    this.#onChange = onChange;
  }

  add(sources: readonly UploadSource[], folder: string): void {
    const added = sources.map((source): Upload => {
      const path = joinPath(folder, source.name);
      this.#sources.set(path, source);
      const message = refusalOf(source);
      return { path, size: source.size, state: message ? { kind: 'failed', message } : { kind: 'waiting' } };
    });
    const isAdded = (upload: Upload) => added.some((each) => each.path === upload.path);
    // A new round begins with a clean list, apart from questions that are still open.
    const kept = this.#running ? this.list : this.list.filter((upload) => upload.state.kind === 'exists');
    this.#set([...kept.filter((upload) => !isAdded(upload)), ...added]);
    void this.#run();
  }

  /** Answers a question: there is something of that name already. */
  replace(path: string): void {
    const upload = this.list.find((each) => each.path === path);
    if (upload?.state.kind === 'exists') void this.#send(upload, undefined);
  }

  /** Takes finished, failed or questioned uploads off the list. */
  dismiss(path?: string): void {
    const isOver = ({ state }: Upload) => state.kind !== 'waiting' && state.kind !== 'sending';
    this.#set(this.list.filter((upload) => !isOver(upload) || (path !== undefined && upload.path !== path)));
  }

  dispose(): void {
    this.#closing.abort();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let next = this.#next(); next; next = this.#next()) await this.#send(next, null);
    this.#running = false;
  }

  #next(): Upload | undefined {
    if (this.#closing.signal.aborted) return undefined;
    return this.list.find((upload) => upload.state.kind === 'waiting');
  }

  async #send({ path }: Upload, expected: null | undefined): Promise<void> {
    const source = this.#sources.get(path);
    if (!source) return;
    this.#mark(path, { kind: 'sending' });
    try {
      await this.#files.write(path, source, expected, { signal: this.#closing.signal });
      this.#sources.delete(path);
      this.#mark(path, { kind: 'done' });
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      const problem = error instanceof LabRequestError ? error.problem : null;
      const message = problem?.message ?? 'It could not be read.';
      this.#mark(path, problem?.code === 'file_changed' ? { kind: 'exists' } : { kind: 'failed', message });
    }
  }

  #mark(path: string, state: Upload['state']): void {
    this.#set(this.list.map((upload) => (upload.path === path ? { ...upload, state } : upload)));
  }

  #set(list: readonly Upload[]): void {
    this.list = list;
    this.#onChange();
  }
}

function refusalOf(source: UploadSource): string | null {
  if (source.isFolder) return 'It is a folder. Choose the files in it, or pack it as one file first.';
  return source.size > TRANSFER_BYTES ? TOO_LARGE : nameProblem(source.name);
}
