/** How far the preparation of Kubernetes labs is, in a file that the runner reads. */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Preparation } from '../../../lib/lab-api/preparation.ts';

export function progressFile(cacheFolder: string): string {
  return join(cacheFolder, 'kubernetes', 'progress.json');
}

/** What is told last is in the file last, however many are told at once. */
export function preparationWriter(file: string): (preparation: Preparation) => Promise<void> {
  let last = Promise.resolve();
  return (preparation) => {
    last = last.catch(() => {}).then(() => write(file, preparation));
    return last;
  };
}

/** Whoever reads the file sees the old text or the new one, never half of one. */
async function write(file: string, preparation: Preparation): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  // Two may be written at once: what a step tells of its minutes, and the step after it.
  const next = `${file}.${randomUUID()}.new`;
  await writeFile(next, `${JSON.stringify(preparation)}\n`);
  await rename(next, file);
}
