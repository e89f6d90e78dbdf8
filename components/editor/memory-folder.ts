/** For tests: a folder in memory that answers as the runner does. */

import type { FileList } from '../../lib/lab-api/files.ts';
import { LabRequestError } from '../workbench/lab-context.ts';
import type { FileReading, LabFiles } from './lab-files.ts';
import { ancestorsOf, isWithin, movedPath } from './paths.ts';

export class MemoryFolder implements LabFiles {
  readonly writes: string[] = [];
  readonly #files = new Map<string, { text: string; version: string }>();
  /** Called while a write is on its way. */
  whileWriting: () => void = () => {};
  readonly #folders = new Set<string>();
  #versions = 0;
  #refusal: string | null = null;
  #retryable = true;

  /** As a program in the sandbox would. */
  put(path: string, text: string): void {
    this.#files.set(path, { text, version: `v${++this.#versions}` });
  }

  async remove(path: string): Promise<void> {
    this.#mayRefuse();
    for (const each of [...this.#files.keys()]) if (isWithin(each, path)) this.#files.delete(each);
  }

  text(path: string): string | undefined {
    return this.#files.get(path)?.text;
  }

  /** Every request fails with this code until `null`. */
  refuse(code: string | null, retryable = true): void {
    this.#refusal = code;
    this.#retryable = retryable;
  }

  async read(path: string, knownVersion: string | null): Promise<FileReading> {
    this.#mayRefuse();
    const file = this.#files.get(path);
    if (!file) return { kind: 'missing' };
    if (file.version === knownVersion) return { kind: 'same' };
    if (file.text.includes('\0')) return { kind: 'binary', version: file.version, size: file.text.length };
    return { kind: 'text', text: file.text, bom: false, version: file.version };
  }

  async write(
    path: string,
    bytes: Blob | Uint8Array<ArrayBuffer>,
    expected: string | null | undefined,
  ): Promise<string> {
    this.#mayRefuse();
    this.whileWriting();
    const file = this.#files.get(path);
    if (expected !== undefined && (file?.version ?? null) !== expected) throw refusal('file_changed', false);
    const text = bytes instanceof Blob ? await bytes.text() : new TextDecoder().decode(bytes);
    this.put(path, text);
    this.writes.push(text);
    return this.#files.get(path)?.version ?? '';
  }

  async list(): Promise<FileList> {
    this.#mayRefuse();
    const folders = new Set([...this.#folders, ...[...this.#files.keys()].flatMap(ancestorsOf)]);
    const files = [...this.#files].map(([path, { text, version }]) => ({
      path,
      type: 'file' as const,
      size: text.length,
      version,
    }));
    const entries = [...folders].map((path) => ({ path, type: 'folder' as const, size: 0, version: '' }));
    return { entries: [...entries, ...files], truncated: false };
  }

  async makeFolder(path: string): Promise<void> {
    this.#mayRefuse();
    this.#folders.add(path);
  }

  async rename(from: string, to: string): Promise<void> {
    this.#mayRefuse();
    if (this.#files.has(to)) throw refusal('file_exists', false);
    for (const [path, file] of [...this.#files]) {
      this.#files.delete(path);
      this.#files.set(movedPath(path, from, to), file);
    }
  }

  async download(path: string): Promise<Blob> {
    this.#mayRefuse();
    return new Blob([this.text(path) ?? '']);
  }

  #mayRefuse(): void {
    if (this.#refusal) throw refusal(this.#refusal, this.#retryable);
  }
}

function refusal(code: string, retryable: boolean): LabRequestError {
  return new LabRequestError({ code, message: `Refused: ${code}.`, retryable });
}
