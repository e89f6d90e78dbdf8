/** The path rules of `Files`, on a real folder of this machine that plays a sandbox's file system. */
import { realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { LabError } from '../../errors.ts';

const PART_BYTES = 255;
// A line break in a name is legal to the kernel and a trap everywhere else.
const FORBIDDEN = /[\0\n\r]/;

/** Rejects what no disk has to be asked about. An empty path is the root itself. */
export function checkPath(path: string): void {
  if (path.startsWith('/')) throw new LabError('path_outside');
  if (FORBIDDEN.test(path)) throw new LabError('path_invalid');
  if (path === '') return;
  for (const part of path.split('/')) {
    if (part === '..') throw new LabError('path_outside');
    if (part === '' || part === '.' || Buffer.byteLength(part) > PART_BYTES)
      throw new LabError('path_invalid');
  }
}

export function isInside(root: string, path: string): boolean {
  const between = relative(root, path);
  return between !== '..' && !between.startsWith(`..${sep}`);
}

/**
 * The path on this machine, after proof that no link on the way leads outside. `follow` says whether the last part
 * may itself be a link (read, write) or is meant as a link (remove, rename).
 */
export async function resolveInside(root: string, path: string, follow: boolean): Promise<string> {
  checkPath(path);
  const wanted = join(root, path);
  const realRoot = await realpath(root);
  const real = await nearestReal(follow || path === '' ? wanted : dirname(wanted));
  if (!isInside(realRoot, real)) throw new LabError('path_outside');
  return wanted;
}

async function nearestReal(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return nearestReal(dirname(path));
  }
}
