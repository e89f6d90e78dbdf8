/** Names a built thing by what went into it, so that nothing changed means nothing built. */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Not inputs: what tests and people leave beside the sources. */
const ignored =
  /(^|\/)(README\.md|PROTOCOL\.md|[^/]*_test\.go|[^/]*\.test\.ts|testdata|\.DS_Store|\.git[^/]*|\.[^/]*\.?sw[a-p])$/;

/**
 * Files below the folders and the plain texts, in any order, give the same 16 hex digits when nothing changed. What `except`
 * finds in a path below a folder does not count.
 */
export async function inputHash(
  folders: readonly string[],
  texts: readonly string[] = [],
  except?: RegExp,
): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const file of (await filesBelow(folder)).sort()) {
      if (except?.test(relative(folder, file))) continue;
      const { mode } = await stat(file);
      hash.update(`${relative(folder, file)}\0${mode & 0o111 ? 'x' : '-'}\0`);
      hash.update(await readFile(file)).update('\0');
    }
    hash.update('\0\0');
  }
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** Regular files that count as inputs, as full paths. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
  const nested = entries
    .filter((entry) => !ignored.test(entry.name))
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : Promise.resolve(entry.isFile() ? [path] : []);
    });
  return (await Promise.all(nested)).flat();
}
