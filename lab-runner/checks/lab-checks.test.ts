/** Checks of a lab on the memory driver, with real bash and files. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LabEvent } from '../../lib/lab-api/events.ts';
import { hostBash } from '../testing/host-bash.ts';
import { LabRig } from '../testing/lab-rig.ts';
import { eventually } from '../testing/manual-clock.ts';
import { BROKEN_REASON, TIMED_OUT_REASON } from './verdict.ts';

/** Asks for checks and resolves with the verdicts once none runs. */
async function checked(rig: LabRig, task?: string) {
  await rig.labs.check(rig.ada, task);
  const view = await rig.until(rig.ada, ({ tasks }) => tasks.every(({ running }) => !running));
  return Object.fromEntries(view.tasks.map((state) => [state.id, state]));
}

async function touch(rig: LabRig, name: string): Promise<void> {
  const { sandbox, folder } = await rig.labs.resolve(rig.ada);
  await sandbox.files.write(folder, name, Buffer.from(''));
}

test('a check says not yet with its reason, then passes and gives a receipt', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  expect((await checked(rig, 'one')).one).toMatchObject({
    verdict: { verdict: 'not_yet', reason: 'There is no file one.', expected: 'one', found: 'none' },
    receipt: null,
    checkedAt: rig.clock.now().toISOString(),
  });
  await touch(rig, 'one');
  expect((await checked(rig, 'one')).one).toMatchObject({
    verdict: { verdict: 'pass' },
    receipt: 'receipt of ada for one',
  });
});

test('a task is not checked before what it needs holds; asking for it checks what it needs', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  await touch(rig, 'two');
  const before = await checked(rig, 'two');
  expect(before.two?.verdict).toEqual({
    verdict: 'not_yet',
    reason: 'First this must hold: There is a file one.',
  });
  await touch(rig, 'one');
  expect((await checked(rig, 'two')).two?.verdict).toEqual({ verdict: 'pass' });
});

test('a task that has passed may not hold any more, and its receipt stays', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  await touch(rig, 'one');
  await checked(rig);
  const { sandbox, folder } = await rig.labs.resolve(rig.ada);
  await sandbox.files.remove(folder, 'one');
  expect((await checked(rig)).one).toMatchObject({
    verdict: { verdict: 'not_yet' },
    receipt: 'receipt of ada for one',
  });
});

test('a folder that the learner removed is not yet, and not our fault', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  const { sandbox, folder } = await rig.labs.resolve(rig.ada);
  await rm(join(rig.backend.folder(sandbox.id), folder), { recursive: true });
  expect((await checked(rig, 'one')).one?.verdict).toMatchObject({
    verdict: 'not_yet',
    reason: expect.stringContaining('Your folder ~/build is not there any more'),
  });
});

test.each([
  ['exits with 3', 'echo the trouble >&2; exit 3', BROKEN_REASON],
  ['has a syntax error', 'if [ then', BROKEN_REASON],
  ['says not yet without a reason', 'exit 1', BROKEN_REASON],
  ['hangs', 'sleep 100 & wait', TIMED_OUT_REASON],
  ['forks and hangs', 'for i in 1 2 3; do (sleep 100) & done; wait', TIMED_OUT_REASON],
])(
  'a check that %s is broken: the learner is told that it is our fault, the operator why',
  async (_what, script, reason) => {
    const seconds = reason === TIMED_OUT_REASON ? 1 : 120;
    const lab = `sandbox: docker\ntasks:\n  - { id: one, title: T, timeoutSeconds: ${seconds} }\n  - { id: two, title: T }\n`;
    await using rig = await LabRig.open({
      files: { 'm/build/checks/one.sh': script, 'm/build/lab.yaml': lab },
    });
    await rig.started();
    const { one, two } = await checked(rig);
    expect(one?.verdict).toEqual({ verdict: 'broken', reason });
    // The rest goes on.
    expect(two?.verdict?.verdict).toBe('not_yet');
    const line = rig.logged.find(({ message }) => message === 'a check is broken');
    expect(line?.fields).toMatchObject({ lesson: 'build', task: 'one' });
    if (script.includes('trouble')) expect(line?.fields.stderr).toContain('the trouble');
  },
);

test('a check that prints without an end is cut and judged', async () => {
  const script = 'head -c 20000000 /dev/zero | tr "\\0" x; exit 1';
  await using rig = await LabRig.open({ files: { 'm/build/checks/one.sh': script } });
  await rig.started();
  const { verdict } = (await checked(rig, 'one')).one ?? {};
  expect(verdict?.verdict).toBe('not_yet');
  expect(JSON.stringify(verdict).length).toBeLessThan(2100);
});

test('a task that the lesson does not have is refused', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  await expect(rig.labs.check(rig.ada, 'nine')).rejects.toMatchObject({ code: 'task_missing' });
});

test('asked for ten times at once, checks run at most twice', async () => {
  let runs = 0;
  const counting: typeof hostBash = (run) => {
    if (run.argv[3] === 'run-check') runs += 1;
    return hostBash(run);
  };
  await using rig = await LabRig.open({ memory: { commands: { bash: counting } } });
  await rig.started();
  await Promise.all(Array.from({ length: 10 }, () => rig.labs.check(rig.ada, 'one')));
  await checked(rig, 'one');
  expect(runs).toBeGreaterThan(0);
  expect(runs).toBeLessThanOrEqual(2);
});

test('a reset while checks run ends them, and the verdicts with them', async () => {
  await using rig = await LabRig.open({ files: { 'm/build/checks/one.sh': 'sleep 100' } });
  await rig.started();
  await rig.labs.check(rig.ada, 'one');
  await rig.labs.reset(rig.ada);
  const view = await rig.until(rig.ada, ({ state }) => state === 'ready');
  expect(view.tasks[0]).toMatchObject({ running: false, verdict: null });
});

test('a saved file is told and checked by itself, while a browser is connected', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  const changed: string[] = [];
  const listener = (event: LabEvent) => {
    if (event.type !== 'files') return;
    for (const change of event.changes) changed.push(change.type === 'overflow' ? '*' : change.path);
  };
  await rig.labs.subscribe(rig.ada, { listener, hold: true });
  const { sandbox, folder } = await rig.labs.resolve(rig.ada);
  const disk = join(rig.backend.folder(sandbox.id), folder);
  // The watch is in place once it sees something.
  let tick = 0;
  await eventually(async () => {
    tick += 1;
    await writeFile(join(disk, 'probe'), String(tick));
    return changed.includes('probe');
  });
  await touch(rig, 'one');
  await eventually(async () => {
    await rig.clock.advance(100);
    return (await rig.labs.view(rig.ada)).tasks[0]?.verdict?.verdict === 'pass';
  });
});

test('a watch that begins says that anything may have changed: somebody may have read a file before it', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  const seen: string[] = [];
  const listener = (event: LabEvent) => {
    if (event.type === 'files') seen.push(...event.changes.map(({ type }) => type));
  };
  await rig.labs.subscribe(rig.ada, { listener, hold: true });
  await eventually(async () => seen.includes('overflow'));
});

test('without a browser nothing is checked', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  await touch(rig, 'one');
  await rig.clock.advance(30_000);
  expect((await rig.labs.view(rig.ada)).tasks[0]?.verdict).toBeNull();
});

test('after a restart the verdicts are found again once a browser is back', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  await touch(rig, 'one');
  await checked(rig);
  await rig.restart();
  expect((await rig.labs.view(rig.ada)).tasks[0]?.verdict).toBeNull();
  await rig.labs.subscribe(rig.ada, { listener: () => {}, hold: true });
  await rig.clock.advance(1000);
  const view = await rig.until(rig.ada, ({ tasks }) => tasks[0]?.verdict !== null);
  expect(view.tasks[0]).toMatchObject({ verdict: { verdict: 'pass' }, receipt: 'receipt of ada for one' });
});

test('an edited check counts at once', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  await checked(rig, 'one');
  await writeFile(join(rig.content.path, 'm/build/checks/one.sh'), 'exit 0');
  expect((await checked(rig, 'one')).one?.verdict).toEqual({ verdict: 'pass' });
});
