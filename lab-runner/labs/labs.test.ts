import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LabEvent } from '../../lib/lab-api/events.ts';
import type { ScriptedCommand } from '../drivers/memory/scripted-commands.ts';
import { hostBash } from '../testing/host-bash.ts';
import { LabRig } from '../testing/lab-rig.ts';
import { eventually, settle } from '../testing/manual-clock.ts';

const MINUTE_MS = 60_000;
const run = { learner: 'ada', lesson: 'run' };
const third = { learner: 'ada', lesson: 'third' };

test('a lab that was never started is none, and shows its tasks unchecked', async () => {
  await using rig = await LabRig.open();
  const view = await rig.labs.view(rig.ada);
  expect(view).toMatchObject({ state: 'none', folder: '/home/learner/build', expiresAt: null });
  expect(view.tasks.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['one', null],
    ['two', null],
  ]);
});

test('a start answers at once, tells its stages, and ends ready with files and set-up in place', async () => {
  await using rig = await LabRig.open();
  const stages: string[] = [];
  const listener = (event: LabEvent) => {
    if (event.type === 'lab')
      stages.push(event.lab.stages.find(({ state }) => state === 'running')?.id ?? '-');
  };
  await rig.labs.subscribe(rig.ada, { listener, hold: false });
  // On a machine that is busy it may be ready by the time the answer is there.
  expect(['starting', 'ready']).toContain((await rig.labs.start(rig.ada)).state);
  const view = await rig.until(rig.ada, ({ state }) => state === 'ready');
  expect(stages).toEqual(expect.arrayContaining(['sandbox', 'engine', 'files', 'setup']));
  expect(view.stages.every(({ state }) => state === 'done')).toBe(true);
  expect(view.expiresAt).toBe(new Date(rig.clock.now().getTime() + 60 * MINUTE_MS).toISOString());
  expect(await rig.file(rig.ada, 'hello.txt')).toBe('hello\n');
  expect(await rig.file(rig.ada, 'setup.txt')).toBe('was-here\n');
});

test('two starts at once are one lab', async () => {
  await using rig = await LabRig.open();
  await Promise.all([rig.labs.start(rig.ada), rig.labs.start(rig.ada)]);
  await rig.until(rig.ada, ({ state }) => state === 'ready');
  await rig.labs.start(rig.ada);
  expect(rig.backend.records.size).toBe(1);
});

test('a set-up that fails fails the start with its output in the log, and leaves nothing', async () => {
  await using rig = await LabRig.open({ files: { 'm/build/setup.sh': 'echo no such thing >&2; exit 3' } });
  await rig.labs.start(rig.ada);
  const view = await rig.until(rig.ada, ({ state }) => state === 'failed');
  expect(view.problem?.code).toBe('lab_start_failed');
  expect(view.stages.at(-1)).toMatchObject({ id: 'setup', state: 'failed' });
  expect(JSON.stringify(rig.logged)).toContain('no such thing');
  expect(rig.backend.records.size).toBe(0);
});

const LAB_WITH_IMAGES = `sandbox: docker
images: [busybox]
tasks:
  - { id: one, title: T }
  - { id: two, title: T }
`;

test('images are there before a set-up runs, and where there is none nobody waits for them', async () => {
  const ran: string[] = [];
  let pulled = () => {};
  const docker: ScriptedCommand = async (run) => {
    ran.push(run.argv.join(' '));
    await new Promise<void>((done) => {
      pulled = done;
    });
    return 0;
  };
  await using rig = await LabRig.open({
    files: { 'm/build/lab.yaml': LAB_WITH_IMAGES, 'm/run/lab.yaml': LAB_WITH_IMAGES },
    memory: { commands: { bash: hostBash, docker } },
  });
  await rm(join(rig.content.path, 'm/build/setup.sh'));
  await rig.started();
  await eventually(() => ran.length === 1);
  pulled();
  await rig.labs.start(run);
  await eventually(() => ran.length === 2);
  expect((await rig.labs.view(run)).stages.at(-1)).toMatchObject({ id: 'setup', state: 'running' });
  pulled();
  await rig.until(run, ({ state }) => state === 'ready');
  expect(ran).toEqual(Array(2).fill('docker pull --quiet busybox'));
});

test.each([
  ['full', 'no_capacity'],
  ['broken', 'engine_down'],
] as const)(
  'a start on a %s engine fails with %s, and works once the engine does',
  async (behaviour, code) => {
    await using rig = await LabRig.open();
    rig.backend.behave(behaviour);
    await rig.labs.start(rig.ada);
    expect((await rig.until(rig.ada, ({ state }) => state === 'failed')).problem?.code).toBe(code);
    rig.backend.recover(behaviour);
    await rig.started();
  },
);

test('a learner has no more labs than allowed, whatever state they are in', async () => {
  await using rig = await LabRig.open();
  await rig.labs.start(rig.ada);
  await rig.labs.start(run);
  await expect(rig.labs.start(third)).rejects.toMatchObject({ code: 'quota_labs' });
  await rig.until(rig.ada, ({ state }) => state === 'ready');
  await rig.labs.end(rig.ada);
  await rig.until(rig.ada, ({ state }) => state === 'none');
  await rig.started(third);
});

test('the server has no more labs than allowed', async () => {
  await using rig = await LabRig.open({ limits: { labs: 1 } });
  await rig.started();
  await expect(rig.labs.start({ learner: 'bob', lesson: 'build' })).rejects.toMatchObject({
    code: 'no_capacity',
  });
});

test('a lesson that does not exist, or that is broken, says so', async () => {
  await using rig = await LabRig.open({ files: { 'm/run/lab.yaml': 'sandbox: docker\n' } });
  await expect(rig.labs.start({ learner: 'ada', lesson: 'nothing' })).rejects.toMatchObject({
    code: 'lesson_missing',
  });
  await expect(rig.labs.start(run)).rejects.toMatchObject({
    code: 'lesson_broken',
    detail: expect.stringContaining('m/run/lab.yaml:1:1 "tasks" is missing'),
  });
});

test('ending destroys the sandbox and closes what hangs on it', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  const { gone } = await rig.labs.resolve(rig.ada);
  expect((await rig.labs.end(rig.ada)).state).toBe('ending');
  await rig.until(rig.ada, ({ state }) => state === 'none');
  expect(gone.aborted).toBe(true);
  expect(rig.backend.records.size).toBe(0);
  await expect(rig.labs.resolve(rig.ada)).rejects.toMatchObject({ code: 'lab_missing' });
});

test('ending while starting calls the start off and leaves nothing', async () => {
  await using rig = await LabRig.open();
  rig.backend.behave('neverReady');
  await rig.labs.start(rig.ada);
  await rig.labs.end(rig.ada);
  await rig.until(rig.ada, ({ state }) => state === 'none');
  expect(rig.backend.records.size).toBe(0);
});

test('an end that the engine refuses is tried again until it is done', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  rig.backend.behave('broken');
  await rig.labs.end(rig.ada);
  await settle();
  expect((await rig.labs.view(rig.ada)).state).toBe('ending');
  rig.backend.recover('broken');
  await rig.labs.tick();
  await rig.until(rig.ada, ({ state }) => state === 'none');
  expect(rig.backend.records.size).toBe(0);
});

test('a reset is a new sandbox as at the start, with the time that was left, and destroys the old one', async () => {
  await using rig = await LabRig.open();
  const { expiresAt } = await rig.started();
  const before = await rig.labs.resolve(rig.ada);
  await before.sandbox.files.write(before.folder, 'hello.txt', Buffer.from('changed'));
  await rig.clock.advance(MINUTE_MS);
  expect((await rig.labs.reset(rig.ada)).state).toBe('resetting');
  await expect(rig.labs.resolve(rig.ada)).rejects.toMatchObject({ code: 'lab_busy' });
  const view = await rig.until(rig.ada, ({ state }) => state === 'ready');
  expect(view.expiresAt).toBe(expiresAt);
  expect(before.gone.aborted).toBe(true);
  expect(await rig.file(rig.ada, 'hello.txt')).toBe('hello\n');
  await settle();
  expect([...rig.backend.records.keys()]).toEqual([(await rig.labs.resolve(rig.ada)).sandbox.id]);
});

test('a reset that fails leaves the lab as it was, and says why', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  const { sandbox, folder } = await rig.labs.resolve(rig.ada);
  await sandbox.files.write(folder, 'mine.txt', Buffer.from('mine'));
  rig.backend.behave('full');
  await rig.labs.reset(rig.ada);
  const view = await rig.until(rig.ada, ({ state }) => state === 'ready');
  expect(view.problem?.code).toBe('no_capacity');
  expect(await rig.file(rig.ada, 'mine.txt')).toBe('mine');
});

test('ending while resetting destroys both', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  rig.backend.behave('neverReady');
  await rig.labs.reset(rig.ada);
  await settle();
  await rig.labs.end(rig.ada);
  await rig.until(rig.ada, ({ state }) => state === 'none');
  expect(rig.backend.records.size).toBe(0);
});

test('more time is given until the lab has had all there is', async () => {
  await using rig = await LabRig.open({ limits: { maxMinutes: 100 } });
  const { startedAt, extensionMinutes } = await rig.started();
  const at = (minutes: number) => new Date(Date.parse(startedAt ?? '') + minutes * MINUTE_MS).toISOString();
  expect(extensionMinutes).toBe(30);
  expect(await rig.labs.extend(rig.ada)).toMatchObject({ expiresAt: at(90), extensionMinutes: 10 });
  expect(await rig.labs.extend(rig.ada)).toMatchObject({ expiresAt: at(100), extensionMinutes: 0 });
  await expect(rig.labs.extend(rig.ada)).rejects.toMatchObject({ code: 'extension_limit' });
});

test('a lab warns five minutes before its end, once, and again after more time was given', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  const warnings: string[] = [];
  const listener = (event: LabEvent) => {
    if (event.type === 'expiring') warnings.push(event.expiresAt);
  };
  await rig.labs.subscribe(rig.ada, { listener, hold: true });
  await rig.clock.advance(54 * MINUTE_MS);
  expect(warnings).toHaveLength(0);
  await rig.clock.advance(2 * MINUTE_MS);
  expect(warnings).toHaveLength(1);
  await rig.labs.extend(rig.ada);
  await rig.clock.advance(30 * MINUTE_MS);
  expect(warnings).toHaveLength(2);
});

test('when its time is over a lab ends and says so, frozen or not', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  const notices: string[] = [];
  const listener = (event: LabEvent) => {
    if (event.type === 'notice') notices.push(event.message);
  };
  await rig.labs.subscribe(rig.ada, { listener, hold: false });
  await rig.clock.advance(10 * MINUTE_MS);
  expect((await rig.labs.view(rig.ada)).state).toBe('frozen');
  await rig.clock.advance(50 * MINUTE_MS);
  await rig.clock.advance(2000);
  await rig.until(rig.ada, ({ state }) => state === 'none');
  expect(notices.join()).toContain('time of this lab was over');
  expect(rig.backend.records.size).toBe(0);
});

test('without a browser and without activity a lab freezes, and any request thaws it', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  const { sandbox } = await rig.labs.resolve(rig.ada);
  await rig.clock.advance(119_000);
  expect(await sandbox.state()).toBe('running');
  await rig.clock.advance(3000);
  await eventually(async () => (await sandbox.state()) === 'paused');
  expect((await rig.labs.view(rig.ada)).state).toBe('frozen');
  await rig.labs.resolve(rig.ada);
  expect(await sandbox.state()).toBe('running');
  expect((await rig.labs.view(rig.ada)).state).toBe('ready');
});

test('an open browser keeps a lab awake, a returning one thaws it, and one that only watches does neither', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  const listener = () => {};
  const browser = await rig.labs.subscribe(rig.ada, { listener, hold: true });
  await rig.clock.advance(10 * MINUTE_MS);
  expect((await rig.labs.view(rig.ada)).state).toBe('ready');
  browser.close();
  await rig.labs.subscribe(rig.ada, { listener, hold: false });
  await rig.clock.advance(3 * MINUTE_MS);
  expect((await rig.labs.view(rig.ada)).state).toBe('frozen');
  await rig.labs.subscribe(rig.ada, { listener, hold: true });
  await rig.until(rig.ada, ({ state }) => state === 'ready');
});

test('a terminal that is held and typed in keeps a lab awake', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  const { hold, touch } = await rig.labs.resolve(rig.ada);
  const release = hold();
  await rig.clock.advance(10 * MINUTE_MS);
  release();
  release();
  await rig.clock.advance(MINUTE_MS);
  touch();
  await rig.clock.advance(1.5 * MINUTE_MS);
  expect((await rig.labs.view(rig.ada)).state).toBe('ready');
  await rig.clock.advance(MINUTE_MS);
  expect((await rig.labs.view(rig.ada)).state).toBe('frozen');
});

test('a sandbox that runs out of memory is started again, and its learner is told', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  const notice = new Promise<string>((resolve) => {
    const listener = (event: LabEvent) => event.type === 'notice' && resolve(event.message);
    void rig.labs.subscribe(rig.ada, { listener, hold: true });
  });
  const { sandbox } = await rig.labs.resolve(rig.ada);
  rig.backend.stop(sandbox.id, 'out_of_memory');
  expect(await notice).toContain('ran out of memory');
  expect(await sandbox.state()).toBe('running');
});

test('a sandbox that stops again and again is left alone until its learner starts it', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  const { sandbox } = await rig.labs.resolve(rig.ada);
  for (let crash = 0; crash < 3; crash += 1) {
    rig.backend.stop(sandbox.id);
    await eventually(async () => (await sandbox.state()) === 'running');
  }
  rig.backend.stop(sandbox.id);
  await rig.until(rig.ada, ({ state }) => state === 'failed');
  expect(await rig.labs.view(rig.ada)).toMatchObject({
    state: 'failed',
    problem: { code: 'sandbox_unresponsive' },
  });
  await rig.labs.start(rig.ada);
  await rig.until(rig.ada, ({ state }) => state === 'ready');
  expect((await rig.labs.resolve(rig.ada)).sandbox.id).toBe(sandbox.id);
});

test('a sandbox that somebody else removed ends the lab with a problem, and it can be started anew', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  const { sandbox } = await rig.labs.resolve(rig.ada);
  await rig.backend.remove(sandbox.id);
  const view = await rig.until(rig.ada, ({ state }) => state === 'failed');
  expect(view.problem?.code).toBe('sandbox_gone');
  await rig.started();
});

test('what happened while events were lost is found at the resync', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  const { sandbox } = await rig.labs.resolve(rig.ada);
  rig.backend.behave('losingEvents');
  rig.backend.stop(sandbox.id);
  rig.backend.recover('losingEvents');
  await eventually(async () => (await sandbox.state()) === 'running');
  expect((await rig.labs.view(rig.ada)).state).toBe('ready');
});

test('an engine that does not answer at the start is asked again', async () => {
  await using rig = await LabRig.prepare();
  rig.backend.behave('broken');
  await rig.labs.open();
  await expect(rig.labs.view(rig.ada)).rejects.toMatchObject({ code: 'engine_down' });
  rig.backend.recover('broken');
  await rig.clock.advance(3000);
  await eventually(() => rig.labs.ready);
  await rig.started();
});
