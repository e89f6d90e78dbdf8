/** Labs that were started and that nobody looks at: how many the machine holds, and what each costs. */
import { readFile } from 'node:fs/promises';
import { availableMiB } from '../../lab-runner/drivers/docker/pressure.ts';
import { median } from '../bench/stats.ts';
import type { SoakLearner } from './soak-learner.ts';
import type { SoakMode } from './soak-mode.ts';
import { startSoakStack } from './soak-stack.ts';

const AT_ONCE = 4;
const SAMPLE_MS = 15_000;
const FREEZE_SECONDS = 60;
const SOME = 10;
const SLOWED = 2;

export const idle: SoakMode = async (options, engine) => {
  await using stack = await startSoakStack(options, engine, { LAB_FREEZE_SECONDS: String(FREEZE_SECONDS) });
  const end = performance.now() + options.minutes * 60_000;
  const before = await freeMiB();
  const { held, refused, times } = await startAll(stack.learners, end);
  const awake = await freeMiB();
  for (let left = end - performance.now(); left > 0; left = end - performance.now()) {
    await new Promise((again) => setTimeout(again, Math.min(left, SAMPLE_MS)));
    const spent = before - (await freeMiB());
    process.stdout.write(
      `    ${held.length} labs: ${(spent / Math.max(1, held.length)).toFixed(1)} MiB each\n`,
    );
  }
  const states = await Promise.all(held.map(async (learner) => (await learner.ask('GET', '/lab')).state));
  const after = await freeMiB();
  const thawed = await held[0]?.startToPrompt();
  await Promise.all(held.map((learner) => learner.end()));
  const leftOver = await stack.containers();
  const each = (free: number) => `${((before - free) / Math.max(1, held.length)).toFixed(1)} MiB`;
  const count = (state: string) => states.filter((one) => one === state).length;
  return [
    [`${options.kind} labs asked for / held`, `${options.labs} / ${held.length}`],
    ['refused, and why', refused.length === 0 ? 'none' : `${refused.length}: ${refused[0]}`],
    ['start to prompt, the first ten and the last ten, p50', firstAndLast(times)],
    [`started before starts took ${SLOWED} times what the first ten took`, whenSlowed(times)],
    ['memory of the machine for each, right after the last start', each(awake)],
    [`memory for each at the end of ${options.minutes} minutes`, each(after)],
    ['frozen / awake at the end', `${count('frozen')} / ${count('ready')}`],
    ['memory still free', `${after} MiB`],
    [
      'the first, thawed: a new terminal to its prompt',
      thawed === undefined ? 'none' : `${Math.round(thawed)} ms`,
    ],
    ['lost', String(held.length - count('frozen') - count('ready')), count('none') + count('failed') > 0],
    ['containers left after all had ended', String(leftOver), leftOver > 0],
  ];
};

/** A few at a time, as over a morning. Gives up where the machine says that it is full, or when time is over. */
async function startAll(learners: readonly SoakLearner[], end: number) {
  const waiting = [...learners];
  const held: SoakLearner[] = [];
  const refused: string[] = [];
  const times: number[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (performance.now() > end) {
        refused.push('time was over before it was asked for');
        continue;
      }
      const learner = next;
      await learner.startToPrompt().then(
        (took) => {
          held.push(learner);
          times.push(took);
        },
        (error: Error) => refused.push(error.message),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { held, refused, times };
}

function firstAndLast(times: readonly number[]): string {
  if (times.length < 2 * SOME) return 'too few';
  const seconds = (some: readonly number[]) => `${(median(some) / 1000).toFixed(1)} s`;
  return `${seconds(times.slice(0, SOME))}, ${seconds(times.slice(-SOME))}`;
}

/** By the median of ten that follow each other: one that waited for the disk is no sign of a full machine. */
function whenSlowed(times: readonly number[]): string {
  if (times.length < 2 * SOME) return 'too few';
  const atFirst = median(times.slice(0, SOME));
  const last = times.findIndex(
    (_, start) => start + SOME <= times.length && median(times.slice(start, start + SOME)) > SLOWED * atFirst,
  );
  return last === -1 ? `all ${times.length}` : String(last + SOME / 2);
}

async function freeMiB(): Promise<number> {
  return availableMiB(await readFile('/proc/meminfo', 'utf8'));
}
