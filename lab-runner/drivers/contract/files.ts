import { beforeAll, describe, expect, it } from 'vitest';
import type { FileChange, Files } from '../driver.ts';
import { type ContractSubject, HOME } from './backend.ts';

const ROOT = `${HOME}/contract`;
const text = (content: { readonly bytes: Uint8Array }) => Buffer.from(content.bytes).toString('utf8');

/** Reads batches until one holds a change that fits. */
async function untilChange(
  batches: AsyncIterator<readonly FileChange[]>,
  fits: (change: FileChange) => boolean,
): Promise<FileChange> {
  while (true) {
    const { value, done } = await batches.next();
    if (done) throw new Error('the watch ended');
    const found = (value as readonly FileChange[]).find(fits);
    if (found !== undefined) return found;
  }
}

export function describeFiles({ sandbox }: ContractSubject): void {
  const files = (): Files => sandbox().files;
  const write = (path: string, content: string) => files().write(ROOT, path, Buffer.from(content));

  describe('files', () => {
    beforeAll(async () => {
      await files().makeFolder(HOME, 'contract');
    });

    it('reads what was written, with its version', async () => {
      const { version } = await write('note.txt', 'grüße');
      const content = await files().read(ROOT, 'note.txt', 1000);
      expect(text(content)).toBe('grüße');
      expect(content.version).toBe(version);
    });

    it('keeps every byte of a binary file, and an empty one', async () => {
      const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256);
      await files().write(ROOT, 'binary', bytes);
      expect(Buffer.from((await files().read(ROOT, 'binary', 400_000)).bytes).equals(bytes)).toBe(true);
      await files().write(ROOT, 'empty', new Uint8Array());
      expect((await files().read(ROOT, 'empty', 10)).bytes).toHaveLength(0);
    });

    it('lists the whole tree, parents before children', async () => {
      await write('tree/branch/leaf.txt', 'leaf');
      const { entries, truncated } = await files().list(ROOT, 'tree');
      expect(entries.map(({ path, type }) => [path, type])).toEqual([
        ['tree/branch', 'folder'],
        ['tree/branch/leaf.txt', 'file'],
      ]);
      expect(entries[0]?.version).toBe('');
      expect(entries[1]).toMatchObject({ size: 4 });
      expect(truncated).toBe(false);
    });

    it('says when there is more than the limit', async () => {
      const { entries, truncated } = await files().list(ROOT, 'tree', 1);
      expect(entries.map(({ path }) => path)).toEqual(['tree/branch']);
      expect(truncated).toBe(true);
    });

    it('gives a new version whenever the content changes', async () => {
      const first = await write('versions.txt', 'aaaa');
      const second = await write('versions.txt', 'bbbb');
      expect(second.version).not.toBe(first.version);
      const { entries } = await files().list(ROOT);
      expect(entries.find(({ path }) => path === 'versions.txt')?.version).toBe(second.version);
    });

    it('refuses to overwrite what was changed since', async () => {
      const { version } = await write('shared.txt', 'mine');
      await write('shared.txt', 'theirs');
      const late = files().write(ROOT, 'shared.txt', Buffer.from('mine again'), { expected: version });
      await expect(late).rejects.toMatchObject({ code: 'file_changed' });
      expect(text(await files().read(ROOT, 'shared.txt', 100))).toBe('theirs');
    });

    it('refuses to make a new file where there is one', async () => {
      await write('there.txt', 'there');
      const second = files().write(ROOT, 'there.txt', Buffer.from('new'), { expected: null });
      await expect(second).rejects.toMatchObject({ code: 'file_changed' });
      await files().write(ROOT, 'fresh.txt', Buffer.from('new'), { expected: null });
      expect(text(await files().read(ROOT, 'fresh.txt', 100))).toBe('new');
    });

    it('refuses to read what is too big, missing or not a file', async () => {
      await write('big.txt', '0123456789');
      await expect(files().read(ROOT, 'big.txt', 9)).rejects.toMatchObject({ code: 'file_too_big' });
      await expect(files().read(ROOT, 'nothing', 9)).rejects.toMatchObject({ code: 'file_missing' });
      await expect(files().read(ROOT, 'tree', 9)).rejects.toMatchObject({ code: 'not_a_file' });
    });

    it('renames, and refuses where there is something already', async () => {
      await write('from.txt', 'moved');
      await files().rename(ROOT, 'from.txt', 'to.txt');
      expect(text(await files().read(ROOT, 'to.txt', 100))).toBe('moved');
      await expect(files().read(ROOT, 'from.txt', 100)).rejects.toMatchObject({ code: 'file_missing' });
      await expect(files().rename(ROOT, 'to.txt', 'note.txt')).rejects.toMatchObject({ code: 'file_exists' });
    });

    it('removes a file and a whole folder', async () => {
      await write('doomed/deep/file.txt', 'x');
      await files().remove(ROOT, 'doomed/deep/file.txt');
      await write('doomed/other.txt', 'x');
      await files().remove(ROOT, 'doomed');
      const { entries } = await files().list(ROOT);
      expect(entries.filter(({ path }) => path.startsWith('doomed'))).toEqual([]);
    });

    it.each(['../escape', 'a/../../escape', '/etc/passwd'])('refuses %j as outside', async (path) => {
      await expect(files().read(ROOT, path, 100)).rejects.toMatchObject({ code: 'path_outside' });
      await expect(write(path, 'x')).rejects.toMatchObject({ code: 'path_outside' });
    });

    it.each(['x'.repeat(300), 'a\0b'])('refuses %j as no name', async (path) => {
      await expect(write(path, 'x')).rejects.toMatchObject({ code: 'path_invalid' });
    });

    it('takes names that a shell would stumble over', async () => {
      const name = "a name with 'quotes', $(dollars) and ünïcode 🐳";
      await write(name, 'fine');
      expect(text(await files().read(ROOT, name, 100))).toBe('fine');
      await files().remove(ROOT, name);
    });
  });

  describe('a watch on files', () => {
    it('tells of files that are made, changed and removed, also in new folders', async () => {
      const abort = new AbortController();
      const batches = files().watch(ROOT, abort.signal)[Symbol.asyncIterator]();
      expect((await batches.next()).value).toEqual([]);
      await write('watched.txt', 'one');
      await untilChange(batches, (change) => change.type === 'changed' && change.path === 'watched.txt');
      await write('new/folder/file.txt', 'two');
      await untilChange(batches, (c) => c.type === 'overflow' || c.path.startsWith('new'));
      await files().remove(ROOT, 'watched.txt');
      await untilChange(batches, (change) => change.type === 'removed' && change.path === 'watched.txt');
      abort.abort();
    });

    it('ends when the signal aborts', async () => {
      const abort = new AbortController();
      const batches = files().watch(ROOT, abort.signal)[Symbol.asyncIterator]();
      await batches.next();
      const next = batches.next();
      abort.abort();
      expect((await next).done).toBe(true);
    });
  });
}
