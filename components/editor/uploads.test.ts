import { expect, it, vi } from 'vitest';
import { TRANSFER_BYTES } from '../../lib/lab-api/files.ts';
import { MemoryFolder } from './memory-folder.ts';
import { type UploadSource, Uploads } from './uploads.ts';

function source(name: string, content: string): UploadSource {
  return Object.assign(new Blob([content]), { name });
}

function states(uploads: Uploads): Record<string, string> {
  return Object.fromEntries(uploads.list.map(({ path, state }) => [path, state.kind]));
}

/** Vitest itself loses patience after a second, which a busy machine may need. */
const eventually = (holds: () => void) => vi.waitFor(holds, { interval: 1, timeout: 60_000 });

const settled = (uploads: Uploads) =>
  eventually(() => expect(Object.values(states(uploads))).not.toContain('waiting'));

it('sends several files into a folder, one after the other', async () => {
  const folder = new MemoryFolder();
  const uploads = new Uploads(folder, () => {});
  uploads.add([source('a.txt', 'a'), source('b.txt', 'b')], 'data');
  expect(states(uploads)).toEqual({ 'data/a.txt': 'sending', 'data/b.txt': 'waiting' });
  await settled(uploads);
  await eventually(() => expect(states(uploads)).toEqual({ 'data/a.txt': 'done', 'data/b.txt': 'done' }));
  expect([folder.text('data/a.txt'), folder.text('data/b.txt')]).toEqual(['a', 'b']);
});

it('asks before it replaces, and leaves the file alone until then', async () => {
  const folder = new MemoryFolder();
  folder.put('a.txt', 'old');
  const uploads = new Uploads(folder, () => {});
  uploads.add([source('a.txt', 'new')], '');
  await eventually(() => expect(states(uploads)).toEqual({ 'a.txt': 'exists' }));
  expect(folder.text('a.txt')).toBe('old');
  uploads.replace('a.txt');
  await eventually(() => expect(folder.text('a.txt')).toBe('new'));
});

it('says what is too large without sending it, and goes on with the rest', async () => {
  const folder = new MemoryFolder();
  const uploads = new Uploads(folder, () => {});
  const big = Object.defineProperty(source('big.iso', ''), 'size', { value: TRANSFER_BYTES + 1 });
  const dropped = Object.assign(source('photos', ''), { isFolder: true });
  uploads.add([big, dropped, source('ok.txt', 'ok'), source('bad\nname', 'x')], '');
  await eventually(() => expect(folder.text('ok.txt')).toBe('ok'));
  expect(uploads.list.find(({ path }) => path === 'big.iso')?.state).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('Too large: 50 MB'),
  });
  expect(states(uploads)).toMatchObject({ 'bad\nname': 'failed', photos: 'failed' });
  expect(folder.writes).toEqual(['ok']);
});

it('says why one failed, and takes it off the list when asked', async () => {
  const folder = new MemoryFolder();
  folder.refuse('disk_full', false);
  const uploads = new Uploads(folder, () => {});
  uploads.add([source('a.txt', 'a')], '');
  await eventually(() =>
    expect(uploads.list[0]?.state).toEqual({ kind: 'failed', message: 'Refused: disk_full.' }),
  );
  uploads.dismiss();
  expect(uploads.list).toEqual([]);
});
