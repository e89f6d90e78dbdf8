import { expect, test } from 'vitest';
import type { ScriptedCommand } from '../drivers/memory/scripted-commands.ts';
import { hostBash } from '../testing/host-bash.ts';
import { LabRig, type LabRigOptions } from '../testing/lab-rig.ts';
import { eventually } from '../testing/manual-clock.ts';

const run = { learner: 'ada', lesson: 'run' };
const WELL = 'engine\ncontainer /lab-control-plane running\napi\nnode lab-control-plane True\nnames 1\n';
const STOPPED = 'engine\ncontainer /lab-control-plane exited\n';
const UNREADY = WELL.replace('True', 'Unknown');

/** A cluster lab whose health is what the test says. */
class HealthRig {
  says = WELL;
  asked = 0;
  underWay = 0;
  most = 0;

  readonly options: LabRigOptions = {
    files: {
      'm/run/lab.yaml': 'sandbox: cluster\ntasks:\n  - { id: one, title: T }\n  - { id: two, title: T }\n',
    },
    memory: { commands: { bash: (command) => this.#bash(command) } },
  };

  async #bash(command: Parameters<ScriptedCommand>[0]): Promise<number> {
    if (command.argv[3] === 'cluster-events') return 1;
    if (command.argv[3] !== 'cluster-health') return hostBash(command);
    this.asked += 1;
    this.underWay += 1;
    this.most = Math.max(this.most, this.underWay);
    await new Promise((next) => setImmediate(next));
    command.stdout(this.says);
    this.underWay -= 1;
    return 0;
  }
}

test('a node that is stopped is told to whoever looks, and that it is back', async () => {
  const cluster = new HealthRig();
  await using rig = await LabRig.open(cluster.options);
  await rig.started(run);
  await rig.labs.subscribe(run, { listener: () => {}, hold: true });
  cluster.says = STOPPED;
  await rig.clock.advance(5000);
  const view = await rig.until(run, ({ trouble }) => trouble !== null);
  expect(view.trouble).toContain('docker start lab-control-plane');
  cluster.says = WELL;
  await rig.clock.advance(31_000);
  await rig.until(run, ({ trouble }) => trouble === null);
});

test('what may pass by itself is told only when it did not', async () => {
  const cluster = new HealthRig();
  await using rig = await LabRig.open(cluster.options);
  await rig.started(run);
  await rig.labs.subscribe(run, { listener: () => {}, hold: true });
  cluster.says = UNREADY;
  await later(rig, async () => (await rig.labs.view(run)).trouble !== null);
  expect(cluster.asked).toBeGreaterThan(1);
});

test('nobody is asked while nobody looks, and never twice at once', async () => {
  const cluster = new HealthRig();
  await using rig = await LabRig.open(cluster.options);
  await rig.started(run);
  await rig.clock.advance(60_000);
  expect(cluster.asked).toBe(0);
  const { close } = await rig.labs.subscribe(run, { listener: () => {}, hold: true });
  await rig.clock.advance(120_000);
  await eventually(() => cluster.asked > 0);
  expect(cluster.asked).toBeLessThan(8);
  expect(cluster.most).toBe(1);
  close();
  // One may be on its way.
  await rig.clock.advance(120_000);
  const asked = cluster.asked;
  await rig.clock.advance(120_000);
  expect(cluster.asked).toBe(asked);
});

/** Lets time pass until it is so. */
async function later(rig: LabRig, holds: () => boolean | Promise<boolean>): Promise<void> {
  await eventually(async () => {
    await rig.clock.advance(1000);
    return holds();
  });
}
