import { LabError } from '../errors.ts';
import type { Lab } from './lab.ts';
import type { LabWorld } from './lab-world.ts';
import { moveOut } from './tenancy.ts';

/** Something else removed the lab's sandbox. */
export function loseSandbox(world: LabWorld, lab: Lab): void {
  const fields = { learner: lab.learner, lesson: lab.slug, sandbox: lab.tenancy?.sandbox.id };
  world.log.error(fields, 'the sandbox of a lab is gone, and it was not us');
  moveOut(lab);
  lab.stages = undefined;
  lab.problem = new LabError('sandbox_gone').problem;
  lab.become('failed');
}
