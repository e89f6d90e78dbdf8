import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SKIP = new Set(['node_modules', '.next', '.drydock', '.git', 'test-results']);

/** A short hash of the content of files and folders, and of words such as versions. The same inputs give the same hash on any machine. */
export function inputHash(root: string, paths: readonly string[], words: readonly string[] = []): string {
  const hash = createHash('sha256');
  for (const word of words) hash.update(`word ${word}\n`);
  for (const path of paths)
    for (const file of filesBelow(root, path))
      hash.update(`file ${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(root: string, path: string): string[] {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(join(root, path))
    .filter((name) => !SKIP.has(name))
    .sort()
    .flatMap((name) => filesBelow(root, `${path}/${name}`));
}
