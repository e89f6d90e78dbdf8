import { setTimeout as wait } from 'node:timers/promises';
import type { Engine } from '../../lab-runner/engine/engine.ts';
import { testInstance } from '../../lab-runner/testing/test-instance.ts';
import { prepareEngine } from '../prepare-engine.ts';
import { lessonOf } from '../soak/soak-stack.ts';
import { startBenchStack } from './bench-stack.ts';
import { LabApi } from './lab-api.ts';
import { type Bench, newPage, type Part } from './part.ts';
import { measureStart } from './screen-times.ts';
import { median, ms } from './stats.ts';
import { typeCommand } from './type-command.ts';

const STARTS = 10;
const WARM_WITHIN_MS = 300_000;
/** What a new sandbox of the pool still does once it is asleep is over by then. */
const REST_MS = 3000;
const NODE_MS = 20_000;
const CREATE_MS = 400_000;

export const clusters: Part = {
  title: 'From the click to a cluster',
  async measure(bench) {
    const engine = await prepareEngine();
    await measureStarts(bench, engine, 1, 'under 1 s');
    await measureStarts(bench, engine, 0, 'under 6 s');
    await measureKind(bench);
  },
};

/** A prompt of a lab is one whose node is Ready: asked of the cluster at once, in that terminal's shell. */
async function measureStarts(bench: Bench, engine: Engine, pool: number, bound: string): Promise<void> {
  const { root, contentFolder } = bench.settings;
  const lesson = await lessonOf(contentFolder, 'cluster');
  const instance = testInstance();
  const env = { LAB_INSTANCE: instance, LAB_POOL_DOCKER: '0', LAB_POOL_CLUSTER: String(pool) };
  await using stack = await startBenchStack(root, env);
  const times: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    if (pool > 0) await warm(engine, instance);
    await wait(REST_MS);
    const page = await newPage(bench.browser);
    times.push(await measureStart(page, `${stack.origin}/learn/${lesson}`));
    const lab = new LabApi(stack.origin, lesson);
    await expectReady(lab);
    await page.context().close();
    await lab.end();
  }
  const how = pool > 0 ? 'from the pool' : 'without the pool';
  bench.add(`click to prompt with the node Ready ${how}, p50 of ${STARTS}`, ms(median(times)), bound);
  bench.add(`the slowest of ${STARTS}`, ms(Math.max(...times)), '');
}

async function warm({ docker }: Engine, instance: string): Promise<void> {
  const filters = { label: [`drydock.instance=${instance}`], status: ['paused'] };
  const late = AbortSignal.timeout(WARM_WITHIN_MS);
  while ((await docker.listContainers({ filters })).length === 0) {
    if (late.aborted) throw new Error('the pool did not fill up');
    await wait(500);
  }
}

async function expectReady(lab: LabApi): Promise<void> {
  using terminal = await lab.terminal('bench');
  const nodes = await typeCommand(terminal, 'kubectl get nodes --no-headers', NODE_MS);
  if (!/\sReady\s/.test(nodes)) throw new Error(`the node is not Ready after the prompt:\n${nodes}`);
}

/** By the same node image, in a Docker lab: what a learner waits for who types it. */
async function measureKind(bench: Bench): Promise<void> {
  const { root, contentFolder } = bench.settings;
  await using stack = await startBenchStack(root, { LAB_POOL_DOCKER: '0', LAB_POOL_CLUSTER: '0' });
  const lab = new LabApi(stack.origin, await lessonOf(contentFolder, 'docker'));
  const times: number[] = [];
  for (let create = 0; create < STARTS; create += 1) {
    await lab.start();
    using terminal = await lab.terminal('bench');
    const begun = performance.now();
    await typeCommand(terminal, 'kind create cluster --wait 300s', CREATE_MS);
    times.push(performance.now() - begun);
    await lab.end();
  }
  const what = `\`kind create cluster --wait\` typed in a Docker lab, p50 of ${STARTS}`;
  bench.add(what, ms(median(times)), '');
}
