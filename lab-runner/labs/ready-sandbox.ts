import type { Sandbox } from '../drivers/driver.ts';
import type { LabRecord } from './lab-record.ts';
import type { LabWorld } from './lab-world.ts';
import type { LessonWithLab } from './lesson-source.ts';
import { obtainSandbox } from './obtain-sandbox.ts';
import { prepareSandbox } from './prepare-sandbox.ts';
import type { Stages } from './stages.ts';

interface ReadyOptions {
  readonly lesson: LessonWithLab;
  /** As `starting`. */
  readonly record: LabRecord;
  readonly stages: Stages;
  readonly signal: AbortSignal;
}

/** A sandbox at the beginning of the lesson, written down as `ready`. When it rejects, none is left. */
export async function readySandbox(world: LabWorld, options: ReadyOptions): Promise<Sandbox> {
  const { lesson, record, stages, signal } = options;
  const sandbox = await obtainSandbox(world, { kind: lesson.lab.sandbox, record, stages, signal });
  try {
    await prepareSandbox({ sandbox, lesson, folder: record.folder, stages, signal, imagesLater: true });
    await sandbox.annotate({ phase: 'ready' });
    return sandbox;
  } catch (error) {
    await discard(world, sandbox.id);
    throw error;
  }
}

/** Destroys what nobody uses any more. When the engine does not let us, the reaper tries again. */
export async function discard(world: LabWorld, id: string): Promise<void> {
  await world.driver.destroy(id).catch((error: unknown) => {
    world.log.warn(
      { err: error, sandbox: id },
      'a sandbox could not be destroyed; the reaper will try again',
    );
  });
}
