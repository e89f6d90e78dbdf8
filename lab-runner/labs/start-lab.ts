import { asLabError } from '../errors.ts';
import { becomeReady } from './attention.ts';
import { fetchImages } from './fetch-images.ts';
import type { Lab } from './lab.ts';
import type { LabRecord } from './lab-record.ts';
import { folderOf } from './lab-view.ts';
import type { LabWorld } from './lab-world.ts';
import type { LessonWithLab } from './lesson-source.ts';
import { readySandbox } from './ready-sandbox.ts';
import { Stages } from './stages.ts';
import { moveIn } from './tenancy.ts';

const MINUTE_MS = 60_000;

/** From here on the lab is being started, for whoever asks. Followed by `startLab` in the lab's mutex. */
export function announceStart(world: LabWorld, lab: Lab, lesson: LessonWithLab): void {
  lab.lesson = lesson;
  lab.problem = null;
  lab.preparing = new AbortController();
  lab.stages = new Stages(lesson.lab.sandbox, world.clock, () => lab.changed());
  lab.become('starting');
}

/** Ends as `ready`, as `failed` with a problem, or, when it was called off, as it was. */
export async function startLab(world: LabWorld, lab: Lab, lesson: LessonWithLab): Promise<void> {
  const { stages, preparing } = lab;
  if (!stages || !preparing) return;
  const record = newRecord(world, lab, lesson);
  try {
    preparing.signal.throwIfAborted();
    const sandbox = await readySandbox(world, { lesson, record, stages, signal: preparing.signal });
    stages.finish();
    moveIn(world, lab, sandbox, { ...record, phase: 'ready' });
    becomeReady(world, lab);
    fetchImages(world, lab);
    world.log.info({ learner: lab.learner, lesson: lab.slug, sandbox: sandbox.id }, 'lab ready');
  } catch (error) {
    if (preparing.signal.aborted) return;
    failStart(world, lab, error);
  } finally {
    lab.preparing = undefined;
    await world.intents.forget({ learner: lab.learner, lesson: lab.slug });
  }
}

function newRecord(world: LabWorld, lab: Lab, lesson: LessonWithLab): LabRecord {
  const now = world.clock.now();
  const minutes = Math.min(lesson.lab.minutes, world.limits.maxMinutes);
  return {
    role: 'lab',
    phase: 'starting',
    learner: lab.learner,
    lesson: lab.slug,
    folder: folderOf(lesson),
    startedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + minutes * MINUTE_MS).toISOString(),
  };
}

function failStart(world: LabWorld, lab: Lab, caught: unknown): void {
  const error = asLabError(caught);
  const fields = { err: error, detail: error.detail, learner: lab.learner, lesson: lab.slug };
  world.log.error(fields, 'a lab could not be started');
  lab.stages?.fail();
  lab.problem = error.problem;
  lab.become('failed');
}
