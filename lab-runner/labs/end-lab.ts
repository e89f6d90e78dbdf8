import type { Lab } from './lab.ts';
import type { LabWorld } from './lab-world.ts';
import { moveOut } from './tenancy.ts';

/** From here on the lab is ending, for whoever asks. Followed by `endLab` in the lab's mutex. */
export function announceEnd(lab: Lab): void {
  lab.preparing?.abort();
  lab.problem = null;
  lab.become('ending');
}

/**
 * Destroys what the lab has. Rejects when the engine does not let us: the lab stays `ending`, and the keeper tries
 * again. What a start that was called off has made is destroyed by that start.
 */
export async function endLab(world: LabWorld, lab: Lab): Promise<void> {
  const { tenancy } = lab;
  if (lab.state !== 'ending') return;
  if (tenancy) {
    const { sandbox } = tenancy;
    // Written down first: a sandbox that is half destroyed when we are killed must not become a lab again.
    await sandbox.annotate({ phase: 'ending' }).catch(() => {});
    tenancy.checks.stop();
    tenancy.gone.abort();
    await world.driver.destroy(sandbox.id);
    world.log.info({ learner: lab.learner, lesson: lab.slug, sandbox: sandbox.id }, 'lab ended');
  }
  moveOut(lab);
  lab.stages = undefined;
  lab.become('none');
}
