import { expect, test } from 'vitest';
import { LabRig } from '../testing/lab-rig.ts';
import { eventually } from '../testing/manual-clock.ts';

const phases = (rig: LabRig) =>
  [...rig.backend.records.values()].map(({ annotations, state }) => [annotations?.phase, state]);
const idle = (rig: LabRig) =>
  phases(rig).filter(([phase, state]) => phase === 'idle' && state === 'paused').length;

/** Lets time pass, a tick of the pool at a time, until it is so. */
async function later(rig: LabRig, holds: () => boolean): Promise<void> {
  await eventually(async () => {
    await rig.clock.advance(5000);
    return holds();
  });
}

test('the pool fills up, one at a time, with sandboxes that are frozen', async () => {
  await using rig = await LabRig.open({ limits: { poolDocker: 3 } });
  let most = 0;
  await later(rig, () => {
    most = Math.max(most, phases(rig).filter(([phase]) => phase !== 'idle').length);
    return idle(rig) === 3;
  });
  expect(most).toBeLessThanOrEqual(1);
  await rig.clock.advance(60_000);
  expect(rig.backend.records.size).toBe(3);
});

test('a start takes a warm sandbox, and the pool is filled up again', async () => {
  await using rig = await LabRig.open({ limits: { poolDocker: 1 } });
  await later(rig, () => idle(rig) === 1);
  const [warm] = rig.backend.records.keys();
  await rig.started();
  expect((await rig.labs.resolve(rig.ada)).sandbox.id).toBe(warm);
  expect(await rig.file(rig.ada, 'setup.txt')).toBe('was-here\n');
  await later(rig, () => idle(rig) === 1);
  expect(rig.backend.records.size).toBe(2);
});

test('two learners never get the same warm sandbox', async () => {
  await using rig = await LabRig.open({ limits: { poolDocker: 1 } });
  await later(rig, () => idle(rig) === 1);
  const bob = { learner: 'bob', lesson: 'build' };
  await Promise.all([rig.started(), rig.started(bob)]);
  expect((await rig.labs.resolve(rig.ada)).sandbox.id).not.toBe((await rig.labs.resolve(bob)).sandbox.id);
});

test('a warm sandbox that has gone bad is thrown away, and the start goes on without it', async () => {
  await using rig = await LabRig.open({ limits: { poolDocker: 1 } });
  await later(rig, () => idle(rig) === 1);
  rig.backend.behave('losingEvents');
  const [warm = ''] = rig.backend.records.keys();
  await rig.backend.remove(warm);
  await rig.started();
  expect((await rig.labs.resolve(rig.ada)).sandbox.id).not.toBe(warm);
});

test('while memory is short the pool gives its sandboxes back, and takes none', async () => {
  await using rig = await LabRig.open({
    limits: { poolDocker: 2, poolKeepFreeMiB: 1000 },
    memory: { capacity: 8 },
  });
  await later(rig, () => idle(rig) === 2);
  rig.backend.behave('full');
  await later(rig, () => rig.backend.records.size === 0);
  rig.backend.recover('full');
  await later(rig, () => idle(rig) === 2);
});

test('while a learner waits for a sandbox the pool makes none', async () => {
  await using rig = await LabRig.open({ limits: { poolDocker: 1, poolKeepFreeMiB: 0 } });
  await later(rig, () => idle(rig) === 1);
  await rig.started();
  rig.backend.behave('neverReady');
  await rig.labs.start({ learner: 'bob', lesson: 'build' });
  await rig.clock.advance(60_000);
  // Ada's, and Bob's that never gets ready; had the pool begun one too, there would be three.
  expect(rig.backend.records.size).toBe(2);
  await rig.labs.end({ learner: 'bob', lesson: 'build' });
});

test('after a restart warm sandboxes are kept, and half-made ones are not', async () => {
  await using rig = await LabRig.open({ limits: { poolDocker: 1 } });
  await later(rig, () => idle(rig) === 1);
  const [warm = ''] = rig.backend.records.keys();
  const half = await rig.backend.add('docker');
  await rig.restart();
  await eventually(() => !rig.backend.records.has(half.id));
  await rig.clock.advance(10_000);
  expect([...rig.backend.records.keys()]).toEqual([warm]);
  await rig.started();
  expect((await rig.labs.resolve(rig.ada)).sandbox.id).toBe(warm);
});

test('an engine that cannot make sandboxes is asked ever more rarely', async () => {
  await using rig = await LabRig.open({ limits: { poolDocker: 1, poolKeepFreeMiB: 0 } });
  rig.backend.behave('broken');
  await rig.clock.advance(300_000);
  const tries = rig.logged.filter(({ message }) => message === 'the pool could not be tended').length;
  expect(tries).toBeGreaterThan(2);
  expect(tries).toBeLessThan(10);
});
