/** For tests: a folder in memory that answers as the runner does. */
import { LabRequestError } from '../workbench/lab-context.ts';
import type { FileReading, LabFiles } from './lab-files.ts';

export class MemoryFolder implements Pick<LabFiles, 'read' | 'write'> {
  readonly writes: string[] = [];
  readonly #files = new Map<string, { text: string; version: string }>();
  /** Called while a write is on its way. */
  whileWriting: () => void = () => {};
  #versions = 0;
  #refusal: string | null = null;
  #retryable = true;

  /** As a program in the sandbox would. */
  put(path: string, text: string): void {
    this.#files.set(path, { text, version: `v${++this.#versions}` });
  }

  remove(path: string): void {
    this.#files.delete(path);
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

  #mayRefuse(): void {
    if (this.#refusal) throw refusal(this.#refusal, this.#retryable);
  }
}

function refusal(code: string, retryable: boolean): LabRequestError {
  return new LabRequestError({ code, message: `Refused: ${code}.`, retryable });
}
