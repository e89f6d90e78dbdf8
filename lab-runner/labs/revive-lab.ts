import { LabError } from '../errors.ts';
import { becomeReady } from './attention.ts';
import type { Lab } from './lab.ts';
import type { LabWorld } from './lab-world.ts';
import { loseSandbox } from './lose-sandbox.ts';

/** A sandbox that stops this often within this time is left stopped until its learner asks for it again. */
const CRASHES = { most: 3, withinMs: 10 * 60_000 };

const WORDS = {
  out_of_memory: 'Your sandbox ran out of memory and was started again.',
  exited: 'Your sandbox stopped and was started again.',
} as const;
const WHAT_REMAINS = 'Your files and images are as they were; terminals and containers begin anew.';

/** Starts a stopped sandbox of a lab again, in the lab's mutex. */
export async function reviveLab(world: LabWorld, lab: Lab, reason: keyof typeof WORDS): Promise<void> {
  const { tenancy } = lab;
  if (!tenancy) return;
  const now = world.clock.now();
  const recent = tenancy.crashes.filter((at) => now.getTime() - at.getTime() < CRASHES.withinMs);
  tenancy.crashes.splice(0, tenancy.crashes.length, ...recent, now);
  tenancy.attention?.abort();
  tenancy.attention = undefined;
  const fields = { learner: lab.learner, lesson: lab.slug, sandbox: tenancy.sandbox.id, reason };
  world.log.warn(fields, 'a sandbox stopped');
  if (recent.length >= CRASHES.most) return fail(lab);
  try {
    await tenancy.sandbox.resume();
  } catch (error) {
    if (error instanceof LabError && error.code === 'sandbox_gone') return loseSandbox(world, lab);
    world.log.error({ ...fields, err: error }, 'a stopped sandbox could not be started again');
    return fail(lab);
  }
  lab.problem = null;
  becomeReady(world, lab);
  lab.tell({ type: 'notice', message: `${WORDS[reason]} ${WHAT_REMAINS}` });
}

/** The sandbox stays, with its files: start tries once more, reset makes a new one. */
function fail(lab: Lab): void {
  lab.problem = new LabError('sandbox_unresponsive').problem;
  lab.become('failed');
}
