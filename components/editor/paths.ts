/** Paths of the learner's folder: relative, `/` between parts, '' is the folder itself. */

const NAME_BYTES = 255;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a line break or NUL in a name is what we look for
const UNUSABLE = /[\u0000\n\r]/;

export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** Where `path` is after `from` became `to`; the same when it was not concerned. */
export function movedPath(path: string, from: string, to: string): string {
  return isWithin(path, from) ? to + path.slice(from.length) : path;
}

/** The folder and each folder above it, outermost first. */
export function ancestorsOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Why this cannot be the name of a file, as a sentence; null when it can. Slashes make folders on the way. */
export function nameProblem(name: string): string | null {
  if (name.trim() === '') return 'A name is needed.';
  if (UNUSABLE.test(name)) return 'A name cannot hold a line break.';
  if (name.startsWith('/')) return 'Leave out the slash at the start: names begin in this folder.';
  const parts = name.split('/');
  if (parts.includes('..')) return 'Two dots lead out of the folder. Use the terminal for that.';
  if (parts.some((part) => part === '' || part === '.')) return 'There is an empty part between two slashes.';
  const tooLong = parts.some((part) => new TextEncoder().encode(part).byteLength > NAME_BYTES);
  return tooLong ? 'That is too long: a name has at most 255 bytes.' : null;
}
