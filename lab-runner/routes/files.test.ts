import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TRANSFER_BYTES } from '../../lib/lab-api/files.ts';
import { LabError } from '../errors.ts';
import { FileRig } from './file-rig.ts';

let rig: FileRig;
beforeEach(async () => {
  rig = await FileRig.open();
});
afterEach(() => rig[Symbol.asyncDispose]());

const codeOf = (answer: LightMyRequestResponse) => answer.json().problem?.code;
const versionOf = (answer: LightMyRequestResponse) => String(answer.headers['x-file-version']);

describe('the tree', () => {
  it('lists files, folders and links of the lab folder alone', async () => {
    await rig.put('public/index.html', '<p>');
    await rig.put('.dockerignore', '');
    await symlink('/etc/passwd', join(rig.disk, 'outside'));
    const { entries, truncated } = (await rig.ask({ url: '/lab/files' })).json();
    expect(truncated).toBe(false);
    expect(entries.map((entry: { path: string; type: string }) => [entry.path, entry.type])).toEqual([
      ['.dockerignore', 'file'],
      ['outside', 'link'],
      ['public', 'folder'],
      ['public/index.html', 'file'],
    ]);
  });
});

describe('one file', () => {
  it('is saved and read back byte for byte, empty ones too', async () => {
    const bytes = Buffer.from([0, 255, 13, 10, 239, 187, 191]);
    for (const content of [bytes, Buffer.alloc(0)]) {
      expect((await rig.put('a b/ä?#&.bin', content)).statusCode).toBe(200);
      expect((await rig.get('a b/ä?#&.bin')).rawPayload).toEqual(content);
    }
  });

  it('leaves as a download that no browser makes a page of', async () => {
    await rig.put('page "1".html', '<script>alert(1)</script>');
    const { headers } = await rig.get('page "1".html');
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-disposition': "attachment; filename*=UTF-8''page%20%221%22.html",
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    });
  });

  it('is not sent again to who has that version', async () => {
    await rig.put('Dockerfile', 'FROM node\n');
    const first = await rig.get('Dockerfile');
    const again = await rig.get('Dockerfile', { 'x-file-version': versionOf(first) });
    expect([again.statusCode, again.rawPayload.length, versionOf(again)]).toEqual([204, 0, versionOf(first)]);
    await rig.put('Dockerfile', 'FROM nginx\n');
    const changed = await rig.get('Dockerfile', { 'x-file-version': versionOf(first) });
    expect([changed.statusCode, changed.body]).toEqual([200, 'FROM nginx\n']);
  });

  it('is not overwritten when it changed meanwhile', async () => {
    const { version } = (await rig.put('Dockerfile', 'FROM node\n')).json();
    await writeFile(join(rig.disk, 'Dockerfile'), 'FROM busybox\n');
    expect(codeOf(await rig.put('Dockerfile', 'mine', version))).toBe('file_changed');
    expect(await readFile(join(rig.disk, 'Dockerfile'), 'utf8')).toBe('FROM busybox\n');
    expect(codeOf(await rig.put('Dockerfile', 'mine', 'none'))).toBe('file_changed');
    expect((await rig.put('Dockerfile', 'mine')).statusCode).toBe(200);
  });

  it('is made with the version that says it must not exist', async () => {
    expect((await rig.put('new.txt', 'x', 'none')).statusCode).toBe(200);
    expect(codeOf(await rig.put('new.txt', 'y', 'none'))).toBe('file_changed');
  });

  it('answers what is wrong when there is none, or it is a folder', async () => {
    await rig.post('/lab/folder', { path: 'public' });
    expect(codeOf(await rig.get('nothing'))).toBe('file_missing');
    expect(codeOf(await rig.get('public'))).toBe('not_a_file');
    expect(codeOf(await rig.put('public', 'x'))).toBe('not_a_file');
  });

  it('is refused when more is announced than may be sent, before it is read', async () => {
    const announced = await rig.ask({
      method: 'PUT',
      url: '/lab/file?path=big',
      headers: { 'content-type': 'application/octet-stream', 'content-length': String(TRANSFER_BYTES + 1) },
      payload: new Readable({ read() {} }),
    });
    expect([announced.statusCode, codeOf(announced)]).toEqual([413, 'too_large']);
  });

  it('is refused when more comes than was announced', async () => {
    const chunk = Buffer.alloc(1024 * 1024);
    let sent = 0;
    const payload = new Readable({
      read() {
        this.push(sent++ > TRANSFER_BYTES / chunk.length + 4 ? null : chunk);
      },
    });
    const headers = { 'content-type': 'application/octet-stream' };
    expect(codeOf(await rig.ask({ method: 'PUT', url: '/lab/file?path=big', headers, payload }))).toBe(
      'too_large',
    );
    expect(codeOf(await rig.get('big'))).toBe('file_missing');
  });

  it('goes as far as the limit', async () => {
    expect((await rig.put('big', Buffer.alloc(TRANSFER_BYTES))).statusCode).toBe(200);
    expect((await rig.get('big')).rawPayload.length).toBe(TRANSFER_BYTES);
  });

  it('says in words that the disk is full, and loses nothing', async () => {
    await rig.put('Dockerfile', 'FROM node\n');
    const { files } = rig.sandbox;
    files.write = () => Promise.reject(new LabError('disk_full'));
    const answer = await rig.put('Dockerfile', 'FROM nginx\n');
    expect([answer.statusCode, answer.json().problem.message]).toEqual([
      507,
      expect.stringContaining('The disk of your sandbox is full'),
    ]);
    expect((await rig.get('Dockerfile')).body).toBe('FROM node\n');
  });
});

describe('folders, renaming and removing', () => {
  it('make, move and remove what they name', async () => {
    expect((await rig.post('/lab/folder', { path: 'src/app' })).statusCode).toBe(204);
    await rig.put('src/app/main.go', 'package main\n');
    expect((await rig.post('/lab/rename', { from: 'src/app', to: 'cmd/shop' })).statusCode).toBe(204);
    expect((await rig.get('cmd/shop/main.go')).body).toBe('package main\n');
    expect((await rig.remove('cmd')).statusCode).toBe(204);
    expect(codeOf(await rig.get('cmd/shop/main.go'))).toBe('file_missing');
  });

  it('never overwrite by renaming', async () => {
    await rig.put('a', 'a');
    await rig.put('b', 'b');
    expect(codeOf(await rig.post('/lab/rename', { from: 'a', to: 'b' }))).toBe('file_exists');
    expect((await rig.get('b')).body).toBe('b');
  });

  it('remove a link and not what it leads to', async () => {
    await rig.put('real', 'x');
    await symlink(join(rig.disk, 'real'), join(rig.disk, 'link'));
    await rig.remove('link');
    expect((await rig.get('real')).body).toBe('x');
  });
});

describe('a path', () => {
  const bad: [string, string][] = [
    ['a\nb', 'path_invalid'],
    ['a\0b', 'path_invalid'],
    ['x'.repeat(300), 'path_invalid'],
    [`deep/${'x'.repeat(256)}`, 'path_invalid'],
    ['../other', 'path_outside'],
    ['a/../../other', 'path_outside'],
    ['/etc/passwd', 'path_outside'],
  ];

  it.each(bad)('%j is refused by every route', async (path, code) => {
    await rig.put('there', 'x');
    const answers = [
      await rig.get(path),
      await rig.put(path, 'x'),
      await rig.remove(path),
      await rig.post('/lab/folder', { path }),
      await rig.post('/lab/rename', { from: path, to: 'b' }),
      await rig.post('/lab/rename', { from: 'there', to: path }),
    ];
    expect(answers.map(codeOf)).toEqual(answers.map(() => code));
  });

  it('through a link that leads outside is refused', async () => {
    await symlink('/etc', join(rig.disk, 'etc'));
    expect(codeOf(await rig.get('etc/passwd'))).toBe('path_outside');
    expect(codeOf(await rig.put('etc/passwd', 'x'))).toBe('path_outside');
    expect(codeOf(await rig.post('/lab/folder', { path: 'etc/x' }))).toBe('path_outside');
  });

  it.each(['/lab/file', '/lab/file?path=', '/lab/file?path=a&path=b'])('is needed once: %s', async (url) => {
    expect(codeOf(await rig.ask({ url }))).toBe('request_invalid');
  });

  it('needs both ends for a rename', async () => {
    expect(codeOf(await rig.post('/lab/rename', { from: 'a' }))).toBe('request_invalid');
  });
});

describe('rights', () => {
  it('let a watcher look and nothing else', async () => {
    await rig.put('Dockerfile', 'FROM node\n');
    rig.rights = 'watch';
    expect((await rig.get('Dockerfile')).statusCode).toBe(200);
    expect((await rig.ask({ url: '/lab/files' })).statusCode).toBe(200);
    const refused = [
      await rig.put('Dockerfile', 'x'),
      await rig.remove('Dockerfile'),
      await rig.post('/lab/folder', { path: 'x' }),
      await rig.post('/lab/rename', { from: 'Dockerfile', to: 'x' }),
    ];
    expect(refused.map(codeOf)).toEqual(refused.map(() => 'not_allowed'));
  });

  it('let an assistant change files', async () => {
    rig.rights = 'assist';
    expect((await rig.put('Dockerfile', 'x')).statusCode).toBe(200);
  });
});

describe('the clock of an idle lab', () => {
  it('starts again when the learner changes something, not when the page looks', async () => {
    await rig.ask({ url: '/lab/files' });
    expect(rig.touches).toBe(0);
    await rig.put('a', 'x');
    expect(rig.touches).toBe(1);
  });
});
