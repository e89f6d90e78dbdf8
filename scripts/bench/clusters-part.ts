import { setTimeout as wait } from 'node:timers/promises';
import { prepareEngine } from '../prepare-engine.ts';
import type { SoakLearner } from '../soak/soak-learner.ts';
import { type SoakStack, startSoakStack } from '../soak/soak-stack.ts';
import type { Bench, Part } from './part.ts';
import { median, ms } from './stats.ts';
import { typeCommand } from './type-command.ts';

const STARTS = 10;
const CREATES = 5;
const WARM_WITHIN_MS = 300_000;
/** What a new sandbox of the pool still does once it is asleep is over by then. */
const REST_MS = 3000;
const NODE_MS = 60_000;
const CREATE_MS = 400_000;
/** A sandbox and its checker. */
const WARM_CONTAINERS = 2;

export const clusters: Part = {
  title: 'From the press on Start to a cluster',
  async measure(bench) {
    const engine = await prepareEngine();
    for (const pool of [1, 0]) {
      await using stack = await startSoakStack({ kind: 'cluster', labs: 1, pool }, engine);
      await measureStarts(bench, stack, pool);
    }
    await using stack = await startSoakStack({ kind: 'docker', labs: 1, pool: 0 }, engine);
    await measureKind(bench, stack);
  },
};

async function measureStarts(bench: Bench, stack: SoakStack, pool: number): Promise<void> {
  const ready: number[] = [];
  const seen: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    await filled(stack, pool);
    await wait(REST_MS);
    const learner = onlyOf(stack);
    const begun = performance.now();
    await learner.start();
    ready.push(performance.now() - begun);
    await expectReady(learner);
    seen.push(performance.now() - begun);
    await learner.end();
  }
  const [how, bound] = pool > 0 ? ['from the pool', 'under 1 s'] : ['without the pool', 'under 6 s'];
  bench.add(`Start to the node Ready ${how}, p50 of ${STARTS}`, ms(median(ready)), bound);
  bench.add('the slowest of them', ms(Math.max(...ready)), '');
  bench.add('Start to what `kubectl get nodes` printed in a new terminal, p50', ms(median(seen)), '');
}

async function filled(stack: SoakStack, pool: number): Promise<void> {
  const late = AbortSignal.timeout(WARM_WITHIN_MS);
  while ((await stack.frozen()) < pool * WARM_CONTAINERS) {
    if (late.aborted) throw new Error('the pool did not fill up');
    await wait(500);
  }
}

/** What was baked says Ready too, so the answer has to come from a cluster that is up. */
async function expectReady(learner: SoakLearner): Promise<void> {
  using terminal = await learner.terminal('bench');
  const nodes = await typeCommand(terminal, 'kubectl get nodes --no-headers', NODE_MS);
  if (!/\sReady\s/.test(nodes)) throw new Error(`the node is not Ready after the start:\n${nodes}`);
}

/** By the same node image, in a Docker lab: what a learner waits for who types it. */
async function measureKind(bench: Bench, stack: SoakStack): Promise<void> {
  const times: number[] = [];
  const learner = onlyOf(stack);
  for (let create = 0; create < CREATES; create += 1) {
    await learner.start();
    using terminal = await learner.terminal('bench');
    const begun = performance.now();
    await typeCommand(terminal, 'kind create cluster --wait 300s', CREATE_MS);
    times.push(performance.now() - begun);
    await learner.end();
  }
  const what = `beside it, \`kind create cluster --wait\` typed in a Docker lab, p50 of ${CREATES}`;
  bench.add(what, ms(median(times)), '');
}

function onlyOf({ learners }: SoakStack): SoakLearner {
  const [learner] = learners;
  if (!learner) throw new Error('nobody learns');
  return learner;
}
