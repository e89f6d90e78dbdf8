/** One lab from start to end, through everything that may happen to it in an order that chance chose. */
import { setTimeout as wait } from 'node:timers/promises';
import type { LabView } from '../../lib/lab-api/lab.ts';
import { typeCommand } from '../bench/type-command.ts';
import type { MortalRunner } from './mortal-runner.ts';
import type { Chance } from './seeded.ts';
import type { SoakOptions } from './soak-mode.ts';

type Part = 'work' | 'sleep' | 'reset';
const PARTS: readonly Part[] = ['work', 'work', 'sleep', 'reset'];
const COMMAND_MS = 180_000;
const ASLEEP_MS = 240_000;

/** Leaves a trace that survives sleep and not a reset, and can be made twice. */
const WORK = {
  docker: {
    make: (name: string) =>
      `docker start ${name} 2>/dev/null || docker run -d --name ${name} busybox sleep 100000`,
    list: `docker ps --format '{{.Names}}' | sort | tr '\\n' ' '`,
  },
  cluster: {
    make: (name: string) =>
      `kubectl create deployment ${name} --image=busybox --dry-run=client -o yaml -- sleep 100000 | kubectl apply -f - && kubectl rollout status deployment/${name} --timeout=90s`,
    list: `kubectl wait node --all --for=condition=Ready --timeout=60s >/dev/null && kubectl get deployments -o name | cut -d/ -f2 | sort | tr '\\n' ' '`,
  },
} as const;

export interface Life {
  readonly learner: string;
  readonly kind: SoakOptions['kind'];
  readonly chance: Chance;
  readonly mortal: MortalRunner;
}

/** Rejects when the lab was lost, or is not as its learner left it. */
export async function liveLife(life: Life): Promise<void> {
  const { learner, chance, mortal } = life;
  await mortal.through(() => mortal.runner.ask(learner, 'POST', '/lab/start'));
  await reaches(life, (view) => view.state === 'ready' || view.state === 'frozen');
  const traces: string[] = [];
  for (const part of chance.shuffled(PARTS)) {
    if (part === 'work') traces.push(await work(life, traces.length));
    if (part === 'sleep') await fallAsleep(life);
    if (part === 'reset') {
      await reset(life);
      traces.length = 0;
    }
    await expectTraces(life, traces, part);
  }
  await endLab(life);
}

async function work(life: Life, before: number): Promise<string> {
  const name = `trace-${before}`;
  await command(life, WORK[life.kind === 'docker' ? 'docker' : 'cluster'].make(name));
  return name;
}

async function expectTraces(life: Life, traces: readonly string[], after: Part): Promise<void> {
  const found = await command(life, WORK[life.kind === 'docker' ? 'docker' : 'cluster'].list);
  const names = [...found.matchAll(/trace-\d+/g)].map(([name]) => name);
  if (names.join() !== traces.join()) {
    throw new Error(
      `${life.learner} has ${names.join() || 'nothing'} after ${after}, and left ${traces.join() || 'nothing'}`,
    );
  }
}

async function reset(life: Life): Promise<void> {
  const { learner, mortal } = life;
  const { sandboxMadeAt } = await mortal.through(() => mortal.runner.ask(learner, 'GET', '/lab'));
  const anew = (view: LabView) =>
    view.sandboxMadeAt !== sandboxMadeAt && (view.state === 'ready' || view.state === 'frozen');
  await mortal.through(async () => {
    const view = await mortal.runner.ask(learner, 'GET', '/lab');
    if (!anew(view) && view.state !== 'resetting') await mortal.runner.ask(learner, 'POST', '/lab/reset');
    await mortal.runner.until(learner, anew);
  });
}

async function endLab({ learner, mortal }: Life): Promise<void> {
  await mortal.through(async () => {
    const { state } = await mortal.runner.ask(learner, 'GET', '/lab');
    if (state !== 'none' && state !== 'ending') await mortal.runner.ask(learner, 'DELETE', '/lab');
    await mortal.runner.until(learner, (view) => view.state === 'none');
  });
}

/** A lab that is gone would never get there. */
async function reaches({ learner, mortal }: Life, wanted: (view: LabView) => boolean): Promise<void> {
  const view = await mortal.through(() =>
    mortal.runner.until(learner, (seen) => wanted(seen) || seen.state === 'none'),
  );
  if (view.state === 'none') throw new Error(`the lab of ${learner} was lost`);
}

/** Asked again and again: who listened to its events would keep it awake. */
async function fallAsleep({ learner, mortal }: Life): Promise<void> {
  const late = AbortSignal.timeout(ASLEEP_MS);
  for (;;) {
    const { state } = await mortal.through(() => mortal.runner.ask(learner, 'GET', '/lab'));
    if (state === 'frozen') return;
    if (state === 'none' || state === 'failed') throw new Error(`the lab of ${learner} was lost`);
    if (late.aborted) throw new Error(`the lab of ${learner} never fell asleep`);
    await wait(500);
  }
}

/** Typed into a terminal, again in a new one when the runner died over it. Opening it thaws the lab. */
async function command({ learner, mortal }: Life, line: string): Promise<string> {
  return mortal.through(async () => {
    using terminal = await mortal.runner.terminal(learner, 'soak');
    return typeCommand(terminal, line, COMMAND_MS);
  });
}
