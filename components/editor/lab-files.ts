/** The learner's folder over HTTP. Rejects with `LabRequestError`. */
import { EDITABLE_BYTES, type FileEntry, type FileList, VERSION_HEADER } from '../../lib/lab-api/files.ts';
import { LabRequestError } from '../workbench/lab-context.ts';
import { decodeText, type FileText } from './text-content.ts';

/** What a file turned out to be. `same`: still the version the caller knew. */
export type FileReading =
  | ({ readonly kind: 'text'; readonly version: string } & FileText)
  | { readonly kind: 'binary'; readonly version: string; readonly size: number }
  | { readonly kind: 'big'; readonly version: string; readonly size: number | null }
  | { readonly kind: 'same' }
  | { readonly kind: 'missing' };

export interface SendOptions {
  readonly signal?: AbortSignal;
  /** Let the request outlive the page; browsers do so for small bodies only. */
  readonly keepalive?: boolean;
}

export interface LabFiles {
  list(): Promise<FileList>;
  read(path: string, knownVersion: string | null, signal?: AbortSignal): Promise<FileReading>;
  /** `expected` null: the file must not exist. Resolves with the new version. */
  write(
    path: string,
    bytes: Blob | Uint8Array<ArrayBuffer>,
    expected: string | null | undefined,
    options?: SendOptions,
  ): Promise<string>;
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  download(path: string): Promise<Blob>;
}

/** What all browsers let a page send while it closes, with room for headers. */
const KEEPALIVE_BYTES = 60 * 1024;

type Request = (path: string, init?: RequestInit) => Promise<Response>;

export function createLabFiles(request: Request): LabFiles {
  const at = (path: string) => `/lab/file?path=${encodeURIComponent(path)}`;
  const post = (path: string, body: object) =>
    request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  return {
    async list() {
      return asFileList(await (await request('/lab/files')).json());
    },
    async read(path, knownVersion, signal) {
      try {
        const headers: HeadersInit = knownVersion === null ? {} : { [VERSION_HEADER]: knownVersion };
        const answer = await request(at(path), { headers, ...(signal && { signal }) });
        return answer.status === 204 ? { kind: 'same' } : await readingOf(answer);
      } catch (error) {
        if (!(error instanceof LabRequestError)) throw error;
        if (error.problem.code === 'file_missing') return { kind: 'missing' };
        if (error.problem.code === 'file_too_big') return { kind: 'big', version: '', size: null };
        throw error;
      }
    },
    async write(path, bytes, expected, { signal, keepalive } = {}) {
      const size = bytes instanceof Blob ? bytes.size : bytes.byteLength;
      const answer = await request(at(path), {
        method: 'PUT',
        headers: {
          'content-type': 'application/octet-stream',
          ...(expected !== undefined && { [VERSION_HEADER]: expected ?? 'none' }),
        },
        body: bytes,
        keepalive: keepalive === true && size <= KEEPALIVE_BYTES,
        ...(signal && { signal }),
      });
      const saved = (await answer.json()) as { version?: unknown } | null;
      return String(saved?.version ?? '');
    },
    async remove(path) {
      await request(at(path), { method: 'DELETE' });
    },
    async makeFolder(path) {
      await post('/lab/folder', { path });
    },
    async rename(from, to) {
      await post('/lab/rename', { from, to });
    },
    async download(path) {
      return (await request(at(path))).blob();
    },
  };
}

async function readingOf(answer: Response): Promise<FileReading> {
  const version = answer.headers.get(VERSION_HEADER) ?? '';
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes.byteLength > EDITABLE_BYTES) return { kind: 'big', version, size: bytes.byteLength };
  const decoded = decodeText(bytes);
  return decoded
    ? { kind: 'text', version, ...decoded }
    : { kind: 'binary', version, size: bytes.byteLength };
}

/** A light check: the runner is our own, but names in the listing come out of a sandbox. */
function asFileList(value: unknown): FileList {
  const list = value as Partial<FileList> | null;
  const entries = (Array.isArray(list?.entries) ? list.entries : []) as Partial<FileEntry>[];
  return { entries: entries.filter(isEntry), truncated: list?.truncated === true };
}

function isEntry(entry: Partial<FileEntry>): entry is FileEntry {
  return typeof entry.path === 'string' && typeof entry.type === 'string' && typeof entry.size === 'number';
}
