import { readSetup } from '../../lib/lesson/lab-files.ts';
import type { Lab } from './lab.ts';
import type { LabWorld } from './lab-world.ts';
import { pullImages } from './prepare-sandbox.ts';

/**
 * Pulls what the lesson will need while its learner reads: a prompt should not wait for images. When it fails, or the
 * runner is killed meanwhile, the learner's own commands pull them.
 */
export function fetchImages(world: LabWorld, lab: Lab): void {
  const { tenancy, lesson } = lab;
  if (!tenancy || !lesson) return;
  const { signal } = tenancy.gone;
  const fetching = async () => {
    // With a set-up they were there before it ran.
    if ((await readSetup(lesson)) === null) await pullImages({ sandbox: tenancy.sandbox, lesson, signal });
  };
  fetching().catch((error: unknown) => {
    if (!signal.aborted) world.log.warn({ err: error, lesson: lab.slug }, 'images could not be pulled ahead');
  });
}
