import { asLabError } from '../errors.ts';
import { becomeReady } from './attention.ts';
import { fetchImages } from './fetch-images.ts';
import type { Lab, Tenancy } from './lab.ts';
import { folderOf } from './lab-view.ts';
import type { LabWorld } from './lab-world.ts';
import type { LessonWithLab } from './lesson-source.ts';
import { discard, readySandbox } from './ready-sandbox.ts';
import { Stages } from './stages.ts';
import { moveIn, moveOut } from './tenancy.ts';

/** From here on the lab is being reset, for whoever asks. Followed by `resetLab` in the lab's mutex. */
export function announceReset(world: LabWorld, lab: Lab, lesson: LessonWithLab): void {
  lab.lesson = lesson;
  lab.problem = null;
  lab.preparing = new AbortController();
  lab.stages = new Stages(lesson.lab.sandbox, world.clock, () => lab.changed());
  lab.become('resetting');
}

/**
 * A new sandbox takes the place of the old one, which is destroyed only then: a reset that fails, or is cut short by a
 * killed runner, loses nothing. Times are kept, so that resetting does not make a lab last longer.
 */
export async function resetLab(world: LabWorld, lab: Lab, lesson: LessonWithLab): Promise<void> {
  const { tenancy: old, stages, preparing } = lab;
  if (!old || !stages || !preparing || preparing.signal.aborted) return;
  const { sandbox, record } = old;
  try {
    await sandbox.annotate({ phase: 'resetting' });
    moveOut(lab);
    const next = { ...record, phase: 'starting' as const, folder: folderOf(lesson), replaces: sandbox.id };
    const fresh = await readySandbox(world, { lesson, record: next, stages, signal: preparing.signal });
    stages.finish();
    moveIn(world, lab, fresh, { ...next, phase: 'ready' });
    becomeReady(world, lab);
    fetchImages(world, lab);
    await discard(world, sandbox.id);
  } catch (error) {
    await stay(world, lab, { old, error, calledOff: preparing.signal.aborted });
  } finally {
    lab.preparing = undefined;
  }
}

/** Back to the sandbox that was there. */
async function stay(
  world: LabWorld,
  lab: Lab,
  { old, error, calledOff }: { readonly old: Tenancy; readonly error: unknown; readonly calledOff: boolean },
): Promise<void> {
  const problem = asLabError(error);
  if (!calledOff) {
    const fields = { err: problem, detail: problem.detail, learner: lab.learner, lesson: lab.slug };
    world.log.error(fields, 'a lab could not be reset; it stays as it was');
    lab.problem = problem.problem;
    lab.stages?.fail();
  }
  moveIn(world, lab, old.sandbox, { ...old.record, phase: 'ready' }, true);
  const back = async () => {
    await old.sandbox.annotate({ phase: 'ready' });
    await old.sandbox.resume();
  };
  await back().catch((failure: unknown) =>
    world.log.warn({ err: failure }, 'the old sandbox does not answer'),
  );
  if (!calledOff) becomeReady(world, lab);
}
