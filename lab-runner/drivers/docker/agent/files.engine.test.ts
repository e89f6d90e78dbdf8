import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Files } from '../../driver.ts';
import { type AgentRig, openAgentRig } from './agent-rig.ts';

const HOME = '/home/learner';
const ROOT = `${HOME}/files`;

describe('files of the agent', { timeout: 120_000 }, () => {
  let rig: AgentRig;
  let files: Files;
  const learner = async (script: string) => {
    const run = await rig.client.exec(['bash', '-c', script], { timeoutMs: 60_000, cwd: ROOT });
    if (run.exitCode !== 0) throw new Error(run.stderr);
    return run.stdout.trim();
  };
  const write = (path: string, content: string) => files.write(ROOT, path, Buffer.from(content));
  const read = async (path: string) =>
    Buffer.from((await files.read(ROOT, path, 1_000_000)).bytes).toString('utf8');
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: { code: string }) => error.code,
    );

  beforeAll(async () => {
    rig = await openAgentRig('sandbox');
    files = rig.client.files;
    await files.makeFolder(ROOT, '');
    await rig.sh('echo secret >/etc/secret; mkdir /outside; echo theirs >/outside/file');
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  it('belong to the learner, with every folder on the way', async () => {
    await write('a/b/c.txt', 'x');
    await files.makeFolder(ROOT, 'd/e');
    expect(await learner('stat -c "%U %a" . a a/b a/b/c.txt d/e | xargs')).toBe(
      'learner 755 learner 755 learner 755 learner 644 learner 755',
    );
  });

  it('keep their mode and owner when written anew, and become executable on demand', async () => {
    await rig.sh(`cd ${ROOT}; echo old >kept; chmod 640 kept; chown root:learner kept`);
    await write('kept', 'new');
    expect(await learner('stat -c "%U %G %a" kept')).toBe('root learner 640');
    await files.write(ROOT, 'script.sh', Buffer.from('echo run'), { executable: true });
    expect(await learner('./script.sh')).toBe('run');
  });

  it('lead nowhere outside, by whatever link', async () => {
    await learner(
      'ln -s /etc/secret out-file; ln -s /outside out-folder; ln -s ../../../etc up; ln -s / all; ln -s /etc/none gone; ln -s loop loop',
    );
    for (const path of ['out-file', 'out-folder/file', 'up/secret', 'all/etc/secret', 'loop']) {
      expect([path, await refusal(files.read(ROOT, path, 100))]).toEqual([path, 'path_outside']);
      expect([path, await refusal(write(path, 'x'))]).toEqual([path, 'path_outside']);
    }
    expect(await refusal(write('gone', 'x'))).toBe('path_outside');
    expect(await refusal(write('out-folder/new/file', 'x'))).toBe('path_outside');
    expect(await refusal(files.makeFolder(ROOT, 'out-folder/new'))).toBe('path_outside');
    expect(await refusal(files.remove(ROOT, 'out-folder/file'))).toBe('path_outside');
    expect(await refusal(files.rename(ROOT, 'out-folder/file', 'mine'))).toBe('path_outside');
    expect(await refusal(files.rename(ROOT, 'a', 'out-folder/a'))).toBe('path_outside');
    expect(await refusal(files.list(ROOT, 'out-folder'))).toBe('path_outside');
    expect(await rig.sh('cat /etc/secret; ls /outside; test ! -e /etc/none && echo none')).toBe(
      'secret\nfile\nnone',
    );
  });

  it('are not outside when the root itself becomes a link', async () => {
    await learner('ln -s /etc ../swapped');
    expect(await refusal(files.read(`${HOME}/swapped`, 'secret', 100))).not.toBe('done');
    expect(await refusal(files.write(`${HOME}/swapped`, 'new', Buffer.from('x')))).not.toBe('done');
  });

  it('are followed through links that stay inside, relative and absolute', async () => {
    await learner(
      'mkdir real; echo there >real/file; ln -s real near; ln -s $PWD/real far; ln -s real/file direct',
    );
    for (const path of ['near/file', 'far/file', 'direct']) expect(await read(path)).toBe('there\n');
    await write('direct', 'through');
    expect(await learner('cat real/file; test -L direct && echo link')).toBe(
      'through\nlink'.replace('\n', ''),
    );
    await files.remove(ROOT, 'near');
    expect(await learner('ls real')).toBe('file');
  });

  it('are never FIFOs, devices or sockets', { timeout: 120_000 }, async () => {
    await rig.sh(
      `cd ${ROOT}; mkfifo fifo; perl -MIO::Socket::UNIX -e 'IO::Socket::UNIX->new(Local => "socket", Listen => 1)'`,
    );
    for (const path of ['fifo', 'socket']) {
      expect(await refusal(files.read(ROOT, path, 100))).toBe('not_a_file');
      expect(await refusal(write(path, 'x'))).toBe('not_a_file');
    }
    const { entries } = await files.list(ROOT);
    expect(entries.find(({ path }) => path === 'fifo')?.type).toBe('other');
  });

  it('are whole on a full disk: the old content stays, nothing half is left', async () => {
    await files.write('/small', 'kept', Buffer.from('old'));
    expect(await refusal(files.write('/small', 'kept', Buffer.alloc(1_000_000)))).toBe('disk_full');
    expect(await refusal(files.write('/small', 'new', Buffer.alloc(1_000_000)))).toBe('disk_full');
    expect(await rig.sh('ls -A /small; cat /small/kept')).toBe('kept\nold');
  });

  it('are old or new to a reader, never between', async () => {
    await write('swap', 'a'.repeat(300_000));
    const reader = learner(
      'for i in $(seq 200); do sum=$(tr -d "a\\n" <swap | wc -c),$(tr -d "b\\n" <swap | wc -c),$(wc -c <swap); echo $sum; done | sort | uniq',
    );
    for (let round = 0; round < 30; round++) await write('swap', (round % 2 ? 'a' : 'b').repeat(300_000));
    for (const line of (await reader).split('\n')) expect(line.split(',')[2]).toBe('300000');
  });

  it('stay the same file for a second name', async () => {
    await learner('echo one >first; ln first second');
    await write('first', 'changed, and longer');
    expect(await read('second')).toBe('changed, and longer');
    await write('second', 'short');
    expect(await read('first')).toBe('short');
  });

  it('stay the same file for whoever has it mounted', async () => {
    await write('my nginx.conf', 'one');
    const mounter = rig.client.execLines(
      [
        'unshare',
        '-m',
        'bash',
        '-c',
        'mount --bind "my nginx.conf" /etc/issue; echo there; read -r _ </run/go; cat /etc/issue',
      ],
      { user: 'root', cwd: ROOT, signal: AbortSignal.timeout(100_000) },
    );
    await rig.sh('mkfifo /run/go');
    const lines = mounter[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('there');
    await write('my nginx.conf', 'two, and longer');
    await rig.sh('echo >/run/go');
    expect((await lines.next()).value).toBe('two, and longer');
    expect(await lines.next()).toMatchObject({ done: true });
    expect(await read('my nginx.conf')).toBe('two, and longer');
  });

  it('may be saved by only one of two who have read the same version', async () => {
    const { version } = await write('contested', 'base');
    const saves = ['mine', 'yours'].map((text) =>
      refusal(files.write(ROOT, 'contested', Buffer.from(text), { expected: version })),
    );
    expect((await Promise.all(saves)).sort()).toEqual(['done', 'file_changed']);
    const makes = ['one', 'two'].map((text) =>
      refusal(files.write(ROOT, 'created', Buffer.from(text), { expected: null })),
    );
    expect((await Promise.all(makes)).sort()).toEqual(['done', 'file_changed']);
  });

  it('have no line break in a new name, and are listed safely with one', async () => {
    expect(await refusal(write('two\nlines', 'x'))).toBe('path_invalid');
    expect(await refusal(files.rename(ROOT, 'a', 'b\r'))).toBe('path_invalid');
    await learner(`mkdir odd; touch odd/$'two\\nlines' odd/$'not-\\xff-utf8' odd/$'quote"s'`);
    const { entries } = await files.list(ROOT, 'odd');
    expect(entries.map(({ path }) => path)).toEqual(['odd/quote"s', 'odd/two\nlines']);
    await files.remove(ROOT, 'odd/two\nlines');
    await files.remove(ROOT, 'odd');
  });

  it('are removed however deep they lie', async () => {
    await learner(`perl -e 'for (1..3000) { mkdir "deep" or die; chdir "deep" }'`);
    await learner('mkdir wide; cd wide; seq 3000 | xargs touch; ln -s /outside out');
    await files.remove(ROOT, 'deep');
    await files.remove(ROOT, 'wide');
    expect(await learner('ls -A | grep -cE "deep|wide|drydock" || true; ls /outside')).toBe('0\nfile');
    expect(await refusal(files.remove(ROOT, ''))).toBe('path_invalid');
    expect(await refusal(files.remove(ROOT, 'nothing'))).toBe('file_missing');
  });

  it('are listed quickly and level by level, when there are too many', async () => {
    await learner(
      'mkdir -p app/node_modules; cd app; for m in $(seq 100); do mkdir node_modules/m$m; (cd node_modules/m$m; seq 200 | xargs touch); done; touch z.js',
    );
    const started = performance.now();
    const some = await files.list(ROOT, 'app');
    const took = performance.now() - started;
    expect(some.truncated).toBe(true);
    expect(some.entries).toHaveLength(2_000);
    expect(some.entries.slice(0, 3).map(({ path }) => path)).toEqual([
      'app/node_modules',
      'app/z.js',
      'app/node_modules/m1',
    ]);
    // Level by level, up to the limit: all of it would be 20,000.
    expect(took).toBeLessThan(5000);
    expect((await files.list(ROOT, 'app', 20_000)).entries).toHaveLength(20_000);
  });

  it('may be large, both ways, and cost the agent no memory', async () => {
    const bytes = Buffer.alloc(50 * 1024 * 1024, 'large ');
    await files.write(ROOT, 'large', bytes);
    expect(Buffer.from((await files.read(ROOT, 'large', bytes.byteLength)).bytes).equals(bytes)).toBe(true);
    expect(await rig.memoryMiB()).toBeLessThan(40);
  });
});
