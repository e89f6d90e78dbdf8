/** Small files on the engine's host: by this process where it sees them, else by a script over there. */
import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Engine } from '../../engine/engine.ts';
import { LabError } from '../../errors.ts';
import { hostScript } from './host-script.ts';

export interface HostFiles {
  /** Undefined when it is not there. */
  read(path: string): Promise<string | undefined>;
  /** The files of one name in all folders below `parent`, by the folder's name. */
  readAll(parent: string, name: string): Promise<ReadonlyMap<string, string>>;
  /** Durable and as one step when it resolves. Rejects with `sandbox_gone` when its folder is not there. */
  write(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
}

export function hostFiles(engine: Engine): HostFiles {
  return engine.sharesFileSystem ? sharedFiles() : remoteFiles(engine);
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}

function sharedFiles(): HostFiles {
  return {
    read: readIfThere,
    async readAll(parent, name) {
      const folders = await readdir(parent).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      const texts = await Promise.all(folders.map((folder) => readIfThere(join(parent, folder, name))));
      return new Map(
        folders.flatMap((folder, index) => {
          const text = texts[index];
          return text === undefined ? [] : [[folder, text] as const];
        }),
      );
    },
    async write(path, text) {
      const temporary = `${path}.${randomBytes(4).toString('hex')}`;
      try {
        await using file = await open(temporary, 'wx', 0o600);
        await file.writeFile(text);
        await file.sync();
      } catch (error) {
        if (isMissing(error)) throw new LabError('sandbox_gone', { cause: error });
        await rm(temporary, { force: true });
        if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
          throw new LabError('no_capacity', { cause: error });
        throw error;
      }
      await rename(temporary, path).catch((error: unknown) => {
        throw isMissing(error) ? new LabError('sandbox_gone', { cause: error }) : error;
      });
      await syncFolder(dirname(path)).catch(() => {});
    },
    remove: (path) => rm(path, { force: true }),
  };
}

const READ = 'if [ -e "$1" ]; then printf + && cat "$1"; fi';
// NUL between name and text, and after the text: neither can be in a name or in JSON.
const READ_ALL = `for file in "$1"/*/"$2"; do
  [ -e "$file" ] || continue
  folder=\${file%/*}
  printf '%s\\0' "\${folder##*/}" && cat "$file" && printf '\\0'
done`;
const WRITE = `set -eu
umask 077
[ -d "\${1%/*}" ] || { echo gone; exit 0; }
new=$(mktemp "$1.XXXXXX")
cat >"$new" && sync "$new" && mv "$new" "$1" && sync "\${1%/*}"`;

function remoteFiles(engine: Engine): HostFiles {
  return {
    async read(path) {
      const said = await hostScript(engine, READ, [path]);
      return said === '' ? undefined : said.slice(1);
    },
    async readAll(parent, name) {
      const parts = (await hostScript(engine, READ_ALL, [parent, name])).split('\0');
      const texts = new Map<string, string>();
      for (let index = 0; index + 1 < parts.length; index += 2) {
        texts.set(parts[index] ?? '', parts[index + 1] ?? '');
      }
      return texts;
    },
    async write(path, text) {
      const said = await hostScript(engine, WRITE, [path], text);
      if (said.trim() === 'gone') throw new LabError('sandbox_gone');
    },
    async remove(path) {
      await hostScript(engine, 'rm -f "$1"', [path]);
    },
  };
}
