/** Runs the steps of a long preparation: those that are done are skipped, and how far it is can be read at any moment. */
import type { Preparation } from '../../../lib/lab-api/preparation.ts';
import type { Clock } from '../../clock.ts';
import type { Progress } from '../progress.ts';

export interface Step {
  /** What it does, such as `Compiling Kubernetes`. */
  readonly title: string;
  /** On an idle machine with two cores. */
  readonly seconds: number;
  /** What it writes to the disk, about. */
  readonly diskGiB: number;
  /** True when a run before this one finished it. Asked right before it would run. */
  isDone(): Promise<boolean>;
  run(progress: Progress, signal: AbortSignal): Promise<void>;
}

export interface StepsOptions {
  readonly progress: Progress;
  readonly clock: Pick<Clock, 'now'>;
  readonly signal: AbortSignal;
  /** Called whenever there is something new to tell, and now and then in between. */
  readonly tell: (preparation: Preparation) => Promise<void>;
  /** Rejects when the disk cannot hold what is still to be made. */
  readonly checkDisk: (neededGiB: number) => Promise<void>;
  /** From an error to what an operator should read. */
  readonly explain: (error: unknown) => string;
}

const tellEveryMs = 5000;

/** Resolves when all are done. Rejects with what failed; running them again goes on from there. */
export async function runSteps(steps: readonly Step[], options: StepsOptions): Promise<void> {
  const pace = new Pace(steps, options.clock);
  let at = 0;
  try {
    const missing = await missingSteps(steps);
    await options.checkDisk(missing.reduce((sum, { diskGiB }) => sum + diskGiB, 0));
    for (const step of steps) {
      at += 1;
      options.signal.throwIfAborted();
      if (await step.isDone()) pace.skip(step);
      else await runStep(step, at, steps.length, pace, options);
    }
  } catch (error) {
    const title = steps[at - 1]?.title ?? 'Looking at what is there';
    const problem = options.explain(error);
    await options.tell({ ...telling('failed', at, steps.length, title), problem });
    throw new Error(at === 0 ? problem : `${title}: ${problem}`, { cause: error });
  }
  await options.tell({ ...telling('ready', steps.length, steps.length, 'Ready'), minutesLeft: 0 });
}

async function missingSteps(steps: readonly Step[]): Promise<readonly Step[]> {
  const done = await Promise.all(steps.map((step) => step.isDone()));
  return steps.filter((_, index) => done[index] === false);
}

async function runStep(step: Step, at: number, of: number, pace: Pace, options: StepsOptions): Promise<void> {
  const { progress, signal, tell } = options;
  const say = () =>
    tell({ ...telling('preparing', at, of, step.title), minutesLeft: Math.ceil(pace.secondsLeft() / 60) });
  pace.begin(step);
  progress(`step ${at} of ${of}: ${step.title} ...`);
  await say();
  // One after the other, so that what is told last is what is true. A page that cannot be told must not end the work.
  let told: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    told = told.then(say).catch(() => {});
  }, tellEveryMs);
  try {
    await unlessInterrupted(signal, step.run(progress, signal));
  } finally {
    clearInterval(timer);
    await told;
  }
  progress(`step ${at} of ${of}: ${step.title}: done in ${pace.end(step).toFixed(1)} s`);
}

/** Rejects at once when it is interrupted: what the work was at is begun anew the next time. */
async function unlessInterrupted(signal: AbortSignal, work: Promise<void>): Promise<void> {
  let stop = () => {};
  const interrupted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([work, interrupted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function telling(state: Preparation['state'], step: number, steps: number, title: string): Preparation {
  return { state, step, steps, title, minutesLeft: null, problem: null };
}

/** How long the rest takes, by the estimates and by how this machine did so far. */
class Pace {
  readonly #left: Set<Step>;
  readonly #clock: Pick<Clock, 'now'>;
  #took = 0;
  #estimated = 0;
  #current: { step: Step; since: number } | undefined;

  constructor(steps: readonly Step[], clock: Pick<Clock, 'now'>) {
    this.#left = new Set(steps);
    this.#clock = clock;
  }

  skip(step: Step): void {
    this.#left.delete(step);
  }

  begin(step: Step): void {
    this.#left.delete(step);
    this.#current = { step, since: this.#clock.now().getTime() };
  }

  end(step: Step): number {
    const took = this.#elapsed();
    this.#took += took;
    this.#estimated += step.seconds;
    this.#current = undefined;
    return took;
  }

  secondsLeft(): number {
    const rest = [...this.#left].reduce((sum, { seconds }) => sum + seconds, 0);
    const current = this.#current?.step.seconds ?? 0;
    const own = current * this.#slowness() - this.#elapsed();
    return Math.max(own, current * 0.1) + rest * this.#slowness();
  }

  /** A short step says little about a machine. */
  #slowness(): number {
    if (this.#estimated < 30) return 1;
    return Math.min(4, Math.max(0.5, this.#took / this.#estimated));
  }

  #elapsed(): number {
    return this.#current === undefined ? 0 : (this.#clock.now().getTime() - this.#current.since) / 1000;
  }
}
