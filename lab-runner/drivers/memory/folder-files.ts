/** `Files` on a real folder of this machine. */
import { randomBytes } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LabError } from '../../errors.ts';
import type { FileEntry, Files } from '../driver.ts';
import { resolveInside } from './folder-path.ts';
import { isTemporary, TEMPORARY_PREFIX, watchFolder } from './folder-watch.ts';

const DEFAULT_LIMIT = 2000;

function versionOf(info: BigIntStats): string {
  return info.isDirectory() ? '' : `${info.mtimeNs}-${info.size}-${info.ino}`;
}

function typeOf(info: BigIntStats): FileEntry['type'] {
  if (info.isFile()) return 'file';
  if (info.isDirectory()) return 'folder';
  return info.isSymbolicLink() ? 'link' : 'other';
}

function translate(error: unknown): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return new LabError('file_missing', { cause: error });
    case 'EISDIR':
    case 'ENOTDIR':
      return new LabError('not_a_file', { cause: error });
    case 'EEXIST':
      return new LabError('file_exists', { cause: error });
    case 'ENOSPC':
      return new LabError('disk_full', { cause: error });
    case 'ELOOP':
      return new LabError('path_outside', { cause: error });
    default:
      return error;
  }
}

async function statOrNothing(path: string): Promise<BigIntStats | undefined> {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function expectVersion(before: BigIntStats | undefined, expected: string | null | undefined): void {
  if (expected === undefined) return;
  if ((before === undefined ? null : versionOf(before)) !== expected) throw new LabError('file_changed');
}

/** As one step: a reader sees the old or the new file. The mode stays unless the caller says. */
async function replace(
  path: string,
  bytes: Uint8Array,
  executable: boolean | undefined,
  before: BigIntStats | undefined,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `${TEMPORARY_PREFIX}${randomBytes(6).toString('hex')}`);
  const kept = before === undefined ? 0o644 : Number(before.mode) & 0o777;
  const mode = executable === undefined ? kept : executable ? 0o755 : 0o644;
  await writeFile(temporary, bytes, { mode });
  await rename(temporary, path);
}

async function collect(
  folder: string,
  path: string,
  into: FileEntry[],
  limit: number,
): Promise<{ truncated: boolean }> {
  const names = (await readdir(folder)).filter((name) => !isTemporary(name)).sort();
  for (const name of names) {
    if (into.length >= limit) return { truncated: true };
    const info = await lstat(join(folder, name), { bigint: true });
    const entryPath = path === '' ? name : `${path}/${name}`;
    into.push({ path: entryPath, type: typeOf(info), size: Number(info.size), version: versionOf(info) });
    if (!info.isDirectory()) continue;
    if ((await collect(join(folder, name), entryPath, into, limit)).truncated) return { truncated: true };
  }
  return { truncated: false };
}

/** `locate` turns an absolute path of the sandbox into one of this machine, and rejects when the sandbox is gone. */
export function folderFiles(locate: (path: string) => Promise<string>): Files {
  const at = async (root: string, path: string, follow: boolean) =>
    resolveInside(await locate(root), path, follow);
  const translated = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw translate(error);
    }
  };

  return {
    list: (root, path = '', limit = DEFAULT_LIMIT) =>
      translated(async () => {
        const entries: FileEntry[] = [];
        const { truncated } = await collect(await at(root, path, true), path, entries, limit);
        return { entries, truncated };
      }),
    read: (root, path, maxBytes) =>
      translated(async () => {
        const real = await at(root, path, true);
        const info = await stat(real, { bigint: true });
        if (!info.isFile()) throw new LabError('not_a_file');
        if (info.size > BigInt(maxBytes)) throw new LabError('file_too_big');
        return { bytes: new Uint8Array(await readFile(real)), version: versionOf(info) };
      }),
    write: (root, path, bytes, options = {}) =>
      translated(async () => {
        if (path === '') throw new LabError('not_a_file');
        const real = await at(root, path, true);
        const before = await statOrNothing(real);
        if (before !== undefined && !before.isFile()) throw new LabError('not_a_file');
        expectVersion(before, options.expected);
        await replace(real, bytes, options.executable, before);
        return { version: versionOf(await stat(real, { bigint: true })) };
      }),
    makeFolder: (root, path) =>
      translated(async () => {
        await mkdir(await at(root, path, true), { recursive: true });
      }),
    rename: (root, from, to) =>
      translated(async () => {
        const [source, target] = [await at(root, from, false), await at(root, to, false)];
        if ((await statOrNothing(target)) !== undefined) throw new LabError('file_exists');
        await mkdir(dirname(target), { recursive: true });
        await rename(source, target);
      }),
    remove: (root, path) =>
      translated(async () => {
        if (path === '') throw new LabError('path_invalid');
        await rm(await at(root, path, false), { recursive: true });
      }),
    watch: (root, signal) => watchFolder(() => locate(root), signal),
  };
}
