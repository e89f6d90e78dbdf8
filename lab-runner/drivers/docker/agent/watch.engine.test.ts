import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileChange } from '../../driver.ts';
import { type AgentRig, openAgentRig } from './agent-rig.ts';

const HOME = '/home/learner';
const ROOT = `${HOME}/watched`;

describe('a watch of the agent', { timeout: 120_000 }, () => {
  let rig: AgentRig;
  let abort: AbortController;
  let batches: AsyncIterator<readonly FileChange[]>;
  let seen: FileChange[];
  const learner = (script: string) =>
    rig.client.exec(['bash', '-c', script], { timeoutMs: 60_000, cwd: HOME }).then((run) => {
      if (run.exitCode !== 0) throw new Error(run.stderr);
    });
  const until = async (fits: (change: FileChange) => boolean) => {
    while (!seen.some(fits)) {
      const { value, done } = await batches.next();
      if (done) throw new Error('the watch ended');
      seen.push(...(value as readonly FileChange[]));
    }
  };
  const changed = (path: string) => until((one) => one.type === 'changed' && one.path === path);
  const removed = (path: string) => until((one) => one.type === 'removed' && one.path === path);
  /** Touches a file again after every batch: it may have come within an overflow. */
  const seesAgain = async (path: string) => {
    while (!seen.some((one) => one.type === 'changed' && one.path === path)) {
      await learner(`touch watched/${path}`);
      seen.push(...((await batches.next()).value as readonly FileChange[]));
    }
  };
  /** What became of each path: a change may come in two pieces, when the agent looks in the middle of it. */
  const outcome = () => [...new Map(seen.map((one) => ['path' in one ? one.path : '', one])).values()];
  const overflow = () => until((one) => one.type === 'overflow');
  const watch = async () => {
    batches = rig.client.files.watch(ROOT, abort.signal)[Symbol.asyncIterator]();
    expect((await batches.next()).value).toEqual([]);
  };

  beforeAll(async () => {
    rig = await openAgentRig('sandbox');
  });
  afterAll(() => rig[Symbol.asyncDispose]());
  beforeEach(async () => {
    abort = new AbortController();
    seen = [];
    await learner('rm -rf watched aside; mkdir -p watched/old/deep; echo >watched/old/deep/file');
  });
  afterEach(() => abort.abort());

  it('sees what a shell does, at any depth', async () => {
    await watch();
    await learner('echo x >watched/old/deep/file; rm watched/old/deep/file; touch watched/new');
    await changed('new');
    expect(outcome()).toEqual([
      { type: 'removed', path: 'old/deep/file' },
      { type: 'changed', path: 'new' },
    ]);
  });

  it('sees what is in new folders, also what was faster than the watch', async () => {
    await watch();
    await learner(
      'mkdir -p watched/a/b/c/d && touch watched/a/b/c/d/{1..50}; mkdir aside; cp -r watched/a aside/; mv aside/a watched/moved',
    );
    for (const path of ['a/b/c/d/1', 'a/b/c/d/50', 'moved/b/c/d/50']) await changed(path);
    await learner('echo x >watched/moved/b/c/d/later');
    await changed('moved/b/c/d/later');
  });

  it('follows a folder that is moved within, and forgets one that is moved out', async () => {
    await watch();
    await learner('mv watched/old watched/renamed; touch watched/renamed/deep/more');
    await removed('old');
    await changed('renamed/deep/more');
    await learner('mv watched/renamed aside; touch aside/deep/unseen watched/seen');
    await changed('seen');
    expect(seen.filter((one) => 'path' in one && one.path.endsWith('unseen'))).toEqual([]);
  });

  it('tells a save by the editor under its own name alone', async () => {
    await watch();
    await rig.client.files.write(ROOT, 'saved', Buffer.from('text'));
    await changed('saved');
    expect(outcome()).toEqual([{ type: 'changed', path: 'saved' }]);
  });

  it('says overflow instead of thousands of changes', async () => {
    await learner('mkdir aside; cd aside; seq 5000 | xargs touch');
    await watch();
    await learner('mv aside watched/many');
    await overflow();
    await seesAgain('after');
  });

  it('does not look into node_modules and .git', async () => {
    await learner('mkdir -p watched/node_modules/m watched/.git/objects');
    await watch();
    await learner('touch watched/node_modules/m/file watched/.git/objects/file watched/end');
    await changed('end');
    expect(outcome()).toEqual([{ type: 'changed', path: 'end' }]);
    await learner('rm -r watched/node_modules');
    await removed('node_modules');
  });

  it('survives that its folder goes and comes again', async () => {
    await watch();
    await learner('rm -r watched');
    await overflow();
    seen = [];
    await learner('mkdir watched; touch watched/again');
    await overflow();
    await seesAgain('fresh');
  });

  it('survives that its folder is replaced by another, and comes to one that is yet missing', async () => {
    await watch();
    await learner('mkdir aside; mv watched gone; mv aside watched; rm -r gone');
    await overflow();
    await seesAgain('in-the-other');
    abort.abort();
    abort = new AbortController();
    await learner('rm -r watched');
    await watch();
    await learner('mkdir watched');
    await overflow();
    await seesAgain('there');
  });

  it('costs nothing more when it is over', async () => {
    const watches = () =>
      rig.sh("ls -l /proc/$(pgrep -f '^drydock-agent serve')/fd | grep -c inotify || true");
    const before = await watches();
    const isOver = `until [ "$(ls -l /proc/$(pgrep -f '^drydock-agent serve')/fd | grep -c inotify)" -le ${before} ]; do sleep 0.01; done`;
    for (let round = 0; round < 20; round++) {
      const over = new AbortController();
      const one = rig.client.files.watch(ROOT, over.signal)[Symbol.asyncIterator]();
      await one.next();
      over.abort();
      await one.return?.();
      await rig.sh(isOver);
    }
  });
});
