import type { SandboxSummary } from '../drivers/driver.ts';
import { becomeReady } from './attention.ts';
import type { Lab } from './lab.ts';
import { type LabRecord, labKey } from './lab-record.ts';
import type { LabWorld } from './lab-world.ts';
import { loseSandbox } from './lose-sandbox.ts';
import { type FoundLab, planRecovery, type RecoveryPlan } from './plan-recovery.ts';
import { discard } from './ready-sandbox.ts';
import { announceReset, resetLab } from './reset-lab.ts';
import { reviveLab } from './revive-lab.ts';
import { announceStart, startLab } from './start-lab.ts';
import { moveIn } from './tenancy.ts';

/** Finds or makes the entry of a learner and a lesson. */
export type LabOf = (record: { readonly learner: string; readonly lesson: string }) => Lab;

/**
 * What a new runner does first: every lab is found, half-done starts and resets are done anew, the rest is destroyed.
 * Resolves when labs can be asked for; what takes longer goes on in their mutexes. Rejects with `engine_down`.
 */
export async function recoverLabs(world: LabWorld, labOf: LabOf): Promise<void> {
  const plan = planRecovery(await world.driver.list(), world.pool.stamps);
  await carryOut(world, labOf, plan);
  await keepPromises(world, labOf);
  const { adopt, resetAgain, startAgain, warm, destroy } = plan;
  const counts = {
    labs: adopt.length + resetAgain.length,
    startsAgain: startAgain.length,
    resetsAgain: resetAgain.length,
    warm: warm.length,
    destroyed: destroy.length,
  };
  world.log.info(counts, 'labs found');
}

export async function carryOut(world: LabWorld, labOf: LabOf, plan: RecoveryPlan): Promise<void> {
  for (const id of plan.destroy) void discard(world, id);
  await Promise.all([
    ...plan.warm.map((found) => adoptWarm(world, found)),
    ...plan.adopt.map((found) => adoptLab(world, labOf(found.record), found)),
    ...plan.resetAgain.map((found) => adoptReset(world, labOf(found.record), found)),
    ...plan.startAgain.map((record) => startAgain(world, labOf(record), record)),
  ]);
}

async function adoptWarm(world: LabWorld, found: SandboxSummary): Promise<void> {
  try {
    const sandbox = await world.driver.find(found.id);
    if (!sandbox || found.state === 'stopped') return await discard(world, found.id);
    // Killed in the middle of a claim: it runs, but nobody's name is on it.
    if (found.state === 'running' && world.driver.capabilities.pause) await sandbox.pause();
    world.pool.adopt(sandbox);
  } catch (error) {
    world.log.warn({ err: error, sandbox: found.id }, 'a warm sandbox was not taken over');
  }
}

async function adoptLab(world: LabWorld, lab: Lab, { record, sandbox: found }: FoundLab): Promise<void> {
  const sandbox = await world.driver.find(found.id);
  if (!sandbox) return;
  lab.lesson = await world.lessons.get(record.lesson).catch((error: unknown) => {
    world.log.warn({ err: error, lesson: record.lesson }, 'a lab runs whose lesson cannot be read');
    return undefined;
  });
  moveIn(world, lab, sandbox, record, true);
  if (found.state === 'running') becomeReady(world, lab);
  else if (found.state === 'paused') lab.become('frozen');
  else {
    lab.become('frozen');
    void lab.mutex.run(() => reviveLab(world, lab, 'exited'));
  }
}

async function adoptReset(world: LabWorld, lab: Lab, found: FoundLab): Promise<void> {
  await adoptLab(world, lab, found);
  const { lesson } = lab;
  if (!lesson || !lab.tenancy) return;
  announceReset(world, lab, lesson);
  void lab.mutex.run(() => resetLab(world, lab, lesson));
}

/** Starts whose runner was killed before anything of them was in the backend. */
async function keepPromises(world: LabWorld, labOf: LabOf): Promise<void> {
  for (const who of await world.intents.all()) {
    const lab = labOf(who);
    if (lab.state === 'none') await startAgain(world, lab, who);
    else if (lab.state !== 'starting') await world.intents.forget(who);
  }
}

async function startAgain(world: LabWorld, lab: Lab, record: Pick<LabRecord, 'lesson'>): Promise<void> {
  try {
    const lesson = await world.lessons.get(record.lesson);
    announceStart(world, lab, lesson);
    void lab.mutex.run(() => startLab(world, lab, lesson));
  } catch (error) {
    world.log.error({ err: error, lesson: record.lesson }, 'a start cannot be done anew');
  }
}

/**
 * Brings memory in line with the backend while we run: what was lost, what stopped unseen, and orphans of operations
 * that failed. Leaves alone whatever is being worked on.
 */
export async function reconcileLabs(
  world: LabWorld,
  labs: ReadonlyMap<string, Lab>,
  labOf: LabOf,
): Promise<void> {
  if (isBusy(world, labs)) return;
  const found = await world.driver.list();
  // Began while we asked: what is half made may be somebody's.
  if (isBusy(world, labs)) return;
  const ours = new Map(
    [...labs.values()].flatMap((lab) => (lab.tenancy ? [[lab.tenancy.sandbox.id, lab] as const] : [])),
  );
  const known = new Set([...ours.keys(), ...world.pool.ids]);
  const states = new Map(found.map(({ id, state }) => [id, state]));
  for (const id of world.pool.ids) if (states.get(id) === undefined) world.pool.forget(id);
  for (const [id, lab] of ours) {
    if (states.get(id) === undefined)
      void lab.mutex.run(async () => lab.tenancy?.sandbox.id === id && loseSandbox(world, lab));
    else if (states.get(id) === 'stopped' && lab.state === 'ready') {
      void lab.mutex.run(() => reviveLab(world, lab, 'exited'));
    }
  }
  const plan = planRecovery(
    found.filter(({ id }) => !known.has(id)),
    world.pool.stamps,
  );
  await carryOut(world, labOf, withoutRivals(plan, labs));
}

/** A leftover beside a lab that runs is only ever destroyed. */
function withoutRivals(plan: RecoveryPlan, labs: ReadonlyMap<string, Lab>): RecoveryPlan {
  const taken = (record: LabRecord) => labs.get(labKey(record))?.counts === true;
  const rivals = [...plan.adopt, ...plan.resetAgain].filter(({ record }) => taken(record));
  return {
    ...plan,
    adopt: plan.adopt.filter(({ record }) => !taken(record)),
    resetAgain: plan.resetAgain.filter(({ record }) => !taken(record)),
    startAgain: [],
    destroy: [...plan.destroy, ...rivals.map(({ sandbox }) => sandbox.id)],
  };
}

function isBusy(world: LabWorld, labs: ReadonlyMap<string, Lab>): boolean {
  if (world.pool.working || world.slots.busy > 0) return true;
  return [...labs.values()].some(
    ({ state }) => state === 'starting' || state === 'resetting' || state === 'ending',
  );
}
