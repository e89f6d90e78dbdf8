import { LabError } from '../errors.ts';
import { becomeReady } from './attention.ts';
import type { Lab } from './lab.ts';
import type { LabWorld } from './lab-world.ts';
import { loseSandbox } from './lose-sandbox.ts';

/** True when nobody is connected and nothing has happened for a while. */
export function isIdle(world: LabWorld, lab: Lab): boolean {
  const idleMs = world.clock.now().getTime() - lab.lastActivity.getTime();
  return lab.state === 'ready' && lab.holds === 0 && idleMs >= world.limits.freezeSeconds * 1000;
}

/** In the lab's mutex. */
export async function freezeLab(world: LabWorld, lab: Lab): Promise<void> {
  const { tenancy } = lab;
  if (!tenancy || !isIdle(world, lab)) return;
  // Said before it is so: whoever comes now waits for the mutex and thaws.
  lab.become('frozen');
  try {
    await tenancy.sandbox.pause();
  } catch (error) {
    world.log.warn({ err: error, lesson: lab.slug }, 'a lab could not be frozen');
    becomeReady(world, lab);
  }
}

/** In the lab's mutex. Rejects with `sandbox_gone`, `engine_down`. */
export async function thawLab(world: LabWorld, lab: Lab): Promise<void> {
  const { tenancy } = lab;
  if (!tenancy || lab.state !== 'frozen') return;
  try {
    await tenancy.sandbox.resume();
    becomeReady(world, lab);
  } catch (error) {
    if (error instanceof LabError && error.code === 'sandbox_gone') loseSandbox(world, lab);
    throw error;
  }
}
