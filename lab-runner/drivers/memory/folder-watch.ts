/** inotify on a folder tree, as batches of changes. */
import { type FSWatcher, watch } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AsyncQueue } from '../async-queue.ts';
import type { FileChange } from '../driver.ts';

/** Half-written files of `write`; they are nobody's business. */
export const TEMPORARY_PREFIX = '.drydock-write-';
const SETTLE_MS = 20;
const BATCH_LIMIT = 500;

export function isTemporary(path: string): boolean {
  return basename(path).startsWith(TEMPORARY_PREFIX);
}

async function changeOf(folder: string, path: string): Promise<FileChange> {
  try {
    await lstat(join(folder, path));
    return { type: 'changed', path };
  } catch {
    return { type: 'removed', path };
  }
}

export async function* watchFolder(
  locate: () => Promise<string>,
  signal: AbortSignal,
): AsyncGenerator<readonly FileChange[], void, undefined> {
  const folder = await locate();
  if (signal.aborted) return;
  const batches = new AsyncQueue<readonly FileChange[]>();
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const flush = async () => {
    timer = undefined;
    const paths = [...changed];
    changed.clear();
    if (paths.length > BATCH_LIMIT) batches.push([{ type: 'overflow' }]);
    else batches.push(await Promise.all(paths.map((path) => changeOf(folder, path))));
  };
  const watcher: FSWatcher = watch(folder, { recursive: true }, (_, path) => {
    if (path === null || isTemporary(path)) return;
    changed.add(path);
    timer ??= setTimeout(flush, SETTLE_MS);
  });
  watcher.on('error', () => batches.end());
  const end = () => batches.end();
  signal.addEventListener('abort', end);
  try {
    batches.push([]);
    yield* batches;
  } finally {
    signal.removeEventListener('abort', end);
    clearTimeout(timer);
    watcher.close();
  }
}
