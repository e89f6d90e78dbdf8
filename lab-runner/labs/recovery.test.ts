/** The runner is killed, and another one is started on the same backend. */
import { expect, test } from 'vitest';
import { LabRig, type Who } from '../testing/lab-rig.ts';
import { eventually } from '../testing/manual-clock.ts';

const MINUTE_MS = 60_000;

test('a ready lab is found with its files, its terminals and the time it has left', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  const { sandbox, folder } = await rig.labs.resolve(rig.ada);
  await sandbox.files.write(folder, 'mine.txt', Buffer.from('mine'));
  await sandbox.openPty({ id: 'one', cols: 80, rows: 24, cwd: folder });
  const { expiresAt } = await rig.labs.extend(rig.ada);
  await rig.restart();
  const view = await rig.until(rig.ada, ({ terminals }) => terminals.length === 1);
  expect(view).toMatchObject({ state: 'ready', expiresAt, terminals: ['one'] });
  expect(await rig.file(rig.ada, 'mine.txt')).toBe('mine');
});

test('a frozen lab is found frozen, and expires in time', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  await rig.clock.advance(3 * MINUTE_MS);
  await eventually(() => [...rig.backend.records.values()].every(({ state }) => state === 'paused'));
  await rig.restart();
  expect((await rig.labs.view(rig.ada)).state).toBe('frozen');
  await rig.clock.advance(57 * MINUTE_MS);
  await eventually(() => rig.backend.records.size === 0);
});

test('a lab whose sandbox stopped while no runner was there is started again', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  const { sandbox } = await rig.labs.resolve(rig.ada);
  rig.backend.behave('losingEvents');
  rig.backend.stop(sandbox.id);
  await rig.restart();
  await rig.until(rig.ada, ({ state }) => state === 'ready');
  expect(rig.backend.records.get(sandbox.id)?.state).toBe('running');
});

test('a start that was promised comes, though its sandbox was only half made when the runner died', async () => {
  await using rig = await LabRig.open();
  rig.backend.behave('neverReady');
  await rig.labs.start(rig.ada);
  await eventually(() => rig.backend.records.size === 1);
  const [half] = rig.backend.records.keys();
  rig.backend.recover('neverReady');
  await rig.restart();
  await rig.until(rig.ada, ({ state }) => state === 'ready');
  await eventually(() => rig.backend.records.size === 1);
  expect([...rig.backend.records.keys()]).not.toContain(half);
});

test('a promise is kept once: not after the lab was ended, and not after two minutes', async () => {
  await using rig = await LabRig.open();
  await rig.started();
  await rig.labs.end(rig.ada);
  await rig.until(rig.ada, ({ state }) => state === 'none');
  rig.backend.behave('neverReady');
  await rig.labs.start({ learner: 'bob', lesson: 'build' });
  rig.backend.recover('neverReady');
  rig.labs.close();
  await rig.clock.advance(121_000);
  await rig.restart();
  expect((await rig.labs.view(rig.ada)).state).toBe('none');
  expect((await rig.labs.view({ learner: 'bob', lesson: 'build' })).state).toBe('none');
});

test('a lab whose lesson was taken out of the course is still found, and can be ended', async () => {
  await using rig = await LabRig.open();
  const { sandbox } = await rig.started().then(() => rig.labs.resolve(rig.ada));
  await sandbox.annotate({ lesson: 'retired' });
  await rig.restart();
  expect(rig.backend.records.size).toBe(1);
  await rig.clock.advance(61 * MINUTE_MS);
  await eventually(() => rig.backend.records.size === 0);
});

/** What the learner does; each resolves once the runner says that it is done. */
const doings: Readonly<Record<string, (rig: LabRig, who: Who, onAnswer?: () => void) => Promise<unknown>>> = {
  start: async (rig, who, onAnswer) => {
    await rig.labs.start(who);
    onAnswer?.();
    await rig.until(who, ({ state }) => state === 'ready');
  },
  reset: async (rig, who) => {
    await rig.labs.reset(who);
    await rig.until(who, ({ state }) => state === 'ready');
  },
  end: async (rig, who) => {
    await rig.labs.end(who);
    await rig.until(who, ({ state }) => state === 'none');
  },
  extend: (rig, who) => rig.labs.extend(who),
};

/** How many calls to the backend it takes, undisturbed. */
async function callsOf(doing: string, pool: number): Promise<number> {
  await using rig = await prepared(doing, pool);
  const before = rig.sever.calls;
  await doings[doing]?.(rig, rig.ada);
  return rig.sever.calls - before;
}

async function prepared(doing: string, pool: number): Promise<LabRig> {
  const rig = await LabRig.open({ limits: { poolDocker: pool } });
  if (pool > 0) {
    await rig.clock.advance(6000);
    await eventually(() =>
      [...rig.backend.records.values()].some(({ annotations }) => annotations?.phase === 'idle'),
    );
  }
  if (doing !== 'start') await rig.started();
  return rig;
}

describeEachMoment('start', (state, answered) => {
  // Whoever was not answered asks again; whoever was has a lab.
  if (answered) expect(state).toBe('ready');
});
describeEachMoment('reset', (state) => expect(state).toBe('ready'));
describeEachMoment('extend', (state) => expect(state).toBe('ready'));
describeEachMoment('end', (state) => expect(['none', 'ready']).toContain(state));

function describeEachMoment(doing: string, judge: (state: string, answered: boolean) => void): void {
  test.each([
    ['with an empty pool', 0],
    ['with a warm sandbox', 1],
  ])(
    `killed at any moment of ${doing} %s, no lab is lost and nothing leaks`,
    { timeout: 120_000 },
    async (_how, pool) => {
      const moments = await callsOf(doing, pool);
      expect(moments).toBeGreaterThan(0);
      for (let moment = 0; moment <= moments; moment += 1) {
        await using rig = await prepared(doing, pool);
        rig.sever.diesAfter = rig.sever.calls + moment;
        // Whoever asked a runner that dies hears nothing, or that it is gone.
        let answered = false;
        const onAnswer = () => {
          answered = true;
        };
        void doings[doing]?.(rig, rig.ada, onAnswer).catch(() => {});
        // What the dying runner had already asked for is done by the backend all the same.
        await eventually(() => rig.sever.calls >= rig.sever.diesAfter && rig.sever.underWay === 0);
        const wasAnswered = answered;
        await rig.restart();
        const { state } = await rig.until(rig.ada, ({ state: now }) =>
          ['ready', 'none', 'frozen'].includes(now),
        );
        judge(state, wasAnswered);
        const kept = state === 'ready' ? 1 : 0;
        // A warm one may still be there, or be made anew.
        await eventually(() => labsIn(rig) === kept && strangersIn(rig) === 0);
        if (state === 'ready') expect(await rig.file(rig.ada, 'setup.txt')).toBe('was-here\n');
      }
    },
  );
}

function labsIn(rig: LabRig): number {
  return [...rig.backend.records.values()].filter(({ annotations }) => annotations?.role === 'lab').length;
}

/** Half made, and made by nobody who lives. */
function strangersIn(rig: LabRig): number {
  return [...rig.backend.records.values()].filter(({ annotations }) => annotations?.role === undefined)
    .length;
}
