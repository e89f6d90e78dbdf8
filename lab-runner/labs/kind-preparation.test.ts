import { expect, test } from 'vitest';
import type { LabEvent } from '../../lib/lab-api/events.ts';
import type { Preparation } from '../../lib/lab-api/preparation.ts';
import { LabRig } from '../testing/lab-rig.ts';
import { eventually } from '../testing/manual-clock.ts';

const clusterLesson = {
  'm/run/lab.yaml': 'sandbox: cluster\ntasks:\n  - { id: one, title: T }\n  - { id: two, title: T }\n',
};
const run = { learner: 'ada', lesson: 'run' };
const compiling: Preparation = {
  state: 'preparing',
  step: 3,
  steps: 9,
  title: 'Compiling Kubernetes',
  minutesLeft: 6,
  problem: null,
};

async function withoutClusters(): Promise<LabRig> {
  const rig = await LabRig.prepare({ files: clusterLesson });
  rig.backend.behave('withoutClusters');
  return rig;
}

test('a lesson whose kind of lab is not there says how far it is; one whose kind is there says nothing', async () => {
  await using rig = await withoutClusters();
  rig.preparation = compiling;
  await rig.labs.open();
  expect((await rig.labs.view(run)).preparation).toEqual(compiling);
  expect((await rig.labs.view(rig.ada)).preparation).toBeNull();
});

test('a Docker lesson in which learners make clusters waits for what these are made of', async () => {
  await using rig = await LabRig.prepare({
    files: {
      'm/run/lab.yaml':
        'sandbox: docker\nimages: ["kindest/node:v1.36.4"]\ntasks:\n  - { id: one, title: T }\n  - { id: two, title: T }\n',
    },
  });
  rig.backend.behave('withoutClusters');
  rig.preparation = compiling;
  await rig.labs.open();
  expect((await rig.labs.view(run)).preparation).toEqual(compiling);
  await expect(rig.labs.start(run)).rejects.toMatchObject({ code: 'kind_preparing' });
});

test('as long as the preparation has said nothing, the lab is not prepared yet', async () => {
  await using rig = await withoutClusters();
  await rig.labs.open();
  expect((await rig.labs.view(run)).preparation).toMatchObject({ state: 'preparing', step: 0, steps: 0 });
});

test('an open page hears every step, a failure, and at last that the lab can be started', async () => {
  await using rig = await withoutClusters();
  await rig.labs.open();
  const heard: (Preparation | null)[] = [];
  const listener = (event: LabEvent) => {
    if (event.type === 'lab') heard.push(event.lab.preparation);
  };
  await rig.labs.subscribe(run, { listener, hold: true });
  const failed: Preparation = { ...compiling, state: 'failed', problem: 'The Go proxy does not answer.' };
  for (const said of [compiling, failed]) {
    rig.preparation = said;
    await rig.clock.advance(1000);
    await eventually(() => JSON.stringify(heard.at(-1)) === JSON.stringify(said));
  }
  expect(JSON.stringify(rig.logged)).toContain('The Go proxy does not answer.');
  rig.backend.recover('withoutClusters');
  await rig.clock.advance(1000);
  await eventually(() => heard.at(-1) === null);
  const told = heard.length;
  await rig.clock.advance(10_000);
  expect(heard.length).toBe(told);
});

test('a start of a kind that is not there is refused, and works once it is', async () => {
  await using rig = await withoutClusters();
  await rig.labs.open();
  await expect(rig.labs.start(run)).rejects.toMatchObject({
    code: 'kind_preparing',
    status: 503,
    problem: { retryable: true },
  });
  expect((await rig.labs.view(run)).state).toBe('none');
  await rig.started();
  rig.backend.recover('withoutClusters');
  await rig.started(run);
});

test('a reset of a kind that has gone is refused, and the lab stays as it is', async () => {
  await using rig = await LabRig.open({ files: clusterLesson });
  await rig.started(run);
  const { sandbox } = await rig.labs.resolve(run);
  rig.backend.behave('withoutClusters');
  await expect(rig.labs.reset(run)).rejects.toMatchObject({ code: 'kind_preparing' });
  expect((await rig.labs.view(run)).state).toBe('ready');
  expect((await rig.labs.resolve(run)).sandbox.id).toBe(sandbox.id);
});
