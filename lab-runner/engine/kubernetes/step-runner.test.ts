import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Preparation, preparationSchema } from '../../../lib/lab-api/preparation.ts';
import { checkDiskSpace } from './disk-space.ts';
import { preparationWriter, progressFile } from './progress-file.ts';
import { runSteps, type Step } from './step-runner.ts';

const minute = 60_000;

/** Steps that remember what ran, a clock that a step moves by what it takes, and what was told. */
function workshop(took: Readonly<Record<string, number>> = {}) {
  const done = new Set<string>();
  const ran: string[] = [];
  const told: Preparation[] = [];
  const lines: string[] = [];
  let now = 0;
  const step = (title: string, seconds: number, work?: () => Promise<void>): Step => ({
    title,
    seconds,
    diskGiB: 1,
    isDone: async () => done.has(title),
    run: async () => {
      ran.push(title);
      await work?.();
      now += took[title] ?? seconds * 1000;
      done.add(title);
    },
  });
  const run = (steps: readonly Step[], more: { signal?: AbortSignal; freeGiB?: number } = {}) =>
    runSteps(steps, {
      progress: (line) => lines.push(line),
      clock: { now: () => new Date(now) },
      signal: more.signal ?? new AbortController().signal,
      tell: async (preparation) => void told.push(preparationSchema.parse(preparation)),
      checkDisk: async (neededGiB) => {
        if (neededGiB > (more.freeGiB ?? 100)) throw new Error(`${neededGiB} GiB are needed`);
      },
      explain: (error) => (error instanceof Error ? error.message : String(error)),
    });
  return { done, ran, told, lines, step, run };
}

describe('the steps of a preparation', () => {
  it('run in their order, and each is told before it runs', async () => {
    const { run, step, ran, told } = workshop();
    await run([step('one', 60), step('two', 60)]);
    expect(ran).toEqual(['one', 'two']);
    expect(told.map(({ state, step: at, title }) => `${state} ${at} ${title}`)).toEqual([
      'preparing 1 one',
      'preparing 2 two',
      'ready 2 Ready',
    ]);
  });

  it('are not run again once they are done', async () => {
    const { run, step, ran } = workshop();
    const steps = [step('one', 60), step('two', 60)];
    await run(steps);
    await run(steps);
    expect(ran).toEqual(['one', 'two']);
  });

  it('go on from the one that failed', async () => {
    let broken = true;
    const { run, step, ran, told } = workshop();
    const steps = [
      step('one', 60),
      step('two', 60, async () => {
        if (broken) throw new Error('the proxy does not answer');
      }),
      step('three', 60),
    ];
    await expect(run(steps)).rejects.toThrow('two: the proxy does not answer');
    expect(told.at(-1)).toMatchObject({ state: 'failed', step: 2, problem: 'the proxy does not answer' });
    broken = false;
    await run(steps);
    expect(ran).toEqual(['one', 'two', 'two', 'three']);
    expect(told.at(-1)).toMatchObject({ state: 'ready', problem: null });
  });

  it('do not begin when the disk cannot hold what is missing', async () => {
    const { run, step, ran, done, told } = workshop();
    const steps = [step('one', 60), step('two', 60), step('three', 60)];
    await expect(run(steps, { freeGiB: 2 })).rejects.toThrow('3 GiB are needed');
    expect(ran).toEqual([]);
    expect(told.at(-1)).toMatchObject({ state: 'failed', step: 0 });
    done.add('one');
    await run(steps, { freeGiB: 2 });
    expect(ran).toEqual(['two', 'three']);
  });

  it('stop between two of them when they are told to', async () => {
    const stopping = new AbortController();
    const { run, step, ran } = workshop();
    const steps = [step('one', 60, async () => stopping.abort()), step('two', 60)];
    await expect(run(steps, { signal: stopping.signal })).rejects.toThrow();
    expect(ran).toEqual(['one']);
  });

  it('stop in the middle of one that does not listen', async () => {
    const stopping = new AbortController();
    const { run, step, told } = workshop();
    const deaf = step('deaf', 60, () => {
      stopping.abort();
      return new Promise(() => {});
    });
    await expect(run([deaf], { signal: stopping.signal })).rejects.toThrow('deaf: ');
    expect(told.at(-1)).toMatchObject({ state: 'failed', step: 1 });
  });

  it('say how long the rest takes, by how this machine did so far', async () => {
    const { run, step, told } = workshop({ one: 4 * minute });
    await run([step('one', 120), step('two', 120), step('three', 240)]);
    expect(told.map(({ minutesLeft }) => minutesLeft)).toEqual([8, 12, 6, 0]);
  });
});

describe('how far it is', () => {
  it('is in a file that is whole at any moment, and holds what was told last', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'drydock-progress-'));
    try {
      const file = progressFile(folder);
      const preparation = {
        state: 'preparing',
        step: 3,
        steps: 9,
        title: 'x',
        minutesLeft: 6,
        problem: null,
      };
      const tell = preparationWriter(file);
      const steps = [...Array(50).keys()].map((step) => preparationSchema.parse({ ...preparation, step }));
      await Promise.all(steps.map(tell));
      expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(steps.at(-1));
      expect(await readdir(dirname(file))).toEqual(['progress.json']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('a disk that is short', () => {
  const hostWith = (bytes: number) => ({
    hostRun: async () => ({ exitCode: 0, stdout: `Avail\n${bytes}\n`, stderr: '' }),
  });

  it('is refused with what is needed and what is free', async () => {
    await expect(checkDiskSpace(hostWith(3.25 * 1024 ** 3), '/cache', 14)).rejects.toThrow(
      /14 GiB of disk and 3\.3 GiB are free below \/cache/,
    );
  });

  it('is no matter when there is room, or nothing to make', async () => {
    await checkDiskSpace(hostWith(20 * 1024 ** 3), '/cache', 14);
    await checkDiskSpace(hostWith(0), '/cache', 0);
  });
});
