import { expect, test } from 'vitest';
import type { SandboxKind } from '../drivers/driver.ts';
import { LabRig } from '../testing/lab-rig.ts';
import { eventually } from '../testing/manual-clock.ts';

const files = {
  'm/run/lab.yaml': 'sandbox: cluster\ntasks:\n  - { id: one, title: T }\n  - { id: two, title: T }\n',
};
const run = { learner: 'ada', lesson: 'run' };

const idle = (rig: LabRig): SandboxKind[] =>
  [...rig.backend.records.values()]
    .filter(({ annotations, state }) => annotations?.phase === 'idle' && state === 'paused')
    .map(({ kind }) => kind);

async function later(rig: LabRig, holds: () => boolean): Promise<void> {
  await eventually(async () => {
    await rig.clock.advance(5000);
    return holds();
  });
}

test('each kind has a pool of its own; the small ones are filled first', async () => {
  await using rig = await LabRig.open({ limits: { poolDocker: 2, poolCluster: 1, poolCluster3: 1 } });
  await later(rig, () => idle(rig).length === 4);
  expect(idle(rig)).toEqual(['docker', 'docker', 'cluster', 'cluster-3']);
});

test('a cluster lesson takes a warm cluster and leaves the others alone', async () => {
  await using rig = await LabRig.open({ files, limits: { poolDocker: 1, poolCluster: 1 } });
  await later(rig, () => idle(rig).length === 2);
  const [, cluster] = rig.backend.records.keys();
  await rig.started(run);
  expect((await rig.labs.resolve(run)).sandbox.id).toBe(cluster);
  expect(idle(rig)).toContain('docker');
});

test('while memory is short the largest are given back first', async () => {
  await using rig = await LabRig.open({
    limits: { poolDocker: 1, poolCluster: 1, poolCluster3: 1, poolKeepFreeMiB: 1000 },
    memory: { capacity: 20 },
  });
  await later(rig, () => idle(rig).length === 3);
  rig.backend.behave('full');
  await later(rig, () => idle(rig).length === 2);
  expect(idle(rig)).toEqual(['docker', 'cluster']);
  await later(rig, () => idle(rig).length === 1);
  expect(idle(rig)).toEqual(['docker']);
});

test('a cluster that would have to be given back at once is not made', async () => {
  // Ten of 256 MiB: a Docker sandbox leaves more than what has to stay free, a cluster would not.
  await using rig = await LabRig.open({
    limits: { poolDocker: 1, poolCluster: 1, poolKeepFreeMiB: 2000 },
    memory: { capacity: 10 },
  });
  await later(rig, () => idle(rig).length === 1);
  await rig.clock.advance(60_000);
  expect(idle(rig)).toEqual(['docker']);
});

test('a kind that cannot be made yet has no pool until it can', async () => {
  await using rig = await LabRig.prepare({ limits: { poolDocker: 1, poolCluster: 1 } });
  rig.backend.behave('withoutClusters');
  await rig.labs.open();
  await later(rig, () => idle(rig).length === 1);
  await rig.clock.advance(60_000);
  expect(idle(rig)).toEqual(['docker']);
  expect(rig.logged.filter(({ level }) => level === 'warn')).toEqual([]);
  rig.backend.recover('withoutClusters');
  await later(rig, () => idle(rig).length === 2);
});

test('Docker sandboxes that were made before there were tools for Kubernetes are replaced by some with them', async () => {
  await using rig = await LabRig.prepare({ limits: { poolDocker: 1 } });
  rig.backend.behave('withoutClusters');
  await rig.labs.open();
  await later(rig, () => idle(rig).length === 1);
  const [bare = ''] = rig.backend.records.keys();
  rig.backend.recover('withoutClusters');
  await later(rig, () => !rig.backend.records.has(bare) && idle(rig).length === 1);
  const [whole = ''] = rig.backend.records.keys();
  await rig.restart();
  await rig.clock.advance(60_000);
  expect([...rig.backend.records.keys()]).toEqual([whole]);
});

test('after a restart warm sandboxes are kept by kind, and those of a kind that nobody wants are given back', async () => {
  await using rig = await LabRig.open({ files, limits: { poolCluster: 1 } });
  await later(rig, () => idle(rig).length === 1);
  const [warm = ''] = rig.backend.records.keys();
  const stranger = await rig.backend.add('cluster-3');
  stranger.annotations = { role: 'pool', phase: 'idle', stamp: 'today' };
  await rig.restart();
  await later(rig, () => !rig.backend.records.has(stranger.id));
  await rig.started(run);
  expect((await rig.labs.resolve(run)).sandbox.id).toBe(warm);
});

test('a learner who comes while their kind is being made gets that one', async () => {
  await using rig = await LabRig.open({ files, limits: { poolCluster: 1 }, memory: { delayMs: 60 } });
  rig.backend.behave('slow');
  await later(rig, () => rig.backend.records.size === 1);
  const [coming = ''] = rig.backend.records.keys();
  await rig.started(run);
  expect((await rig.labs.resolve(run)).sandbox.id).toBe(coming);
});

test('a learner who ends the lab meanwhile leaves nothing of what was being made', async () => {
  await using rig = await LabRig.open({ files, limits: { poolCluster: 1 } });
  rig.backend.behave('neverReady');
  await rig.clock.advance(5000);
  await eventually(() => rig.backend.records.size === 1);
  await rig.labs.start(run);
  await rig.labs.end(run);
  await rig.until(run, ({ state }) => state === 'none');
  await eventually(() => rig.backend.records.size === 0);
});

test('a cluster that is being made for nobody gives way to a learner who needs a new Docker sandbox', async () => {
  await using rig = await LabRig.open({ limits: { poolCluster: 1 } });
  rig.backend.behave('neverReady');
  await rig.clock.advance(5000);
  await eventually(() => rig.backend.records.size === 1);
  await rig.labs.start(rig.ada);
  await eventually(() => [...rig.backend.records.values()].every(({ kind }) => kind === 'docker'));
  rig.backend.recover('neverReady');
  await rig.labs.end(rig.ada);
  await rig.until(rig.ada, ({ state }) => state === 'none');
});
