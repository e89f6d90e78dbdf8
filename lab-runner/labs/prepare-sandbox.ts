import { readSetup, readStartFiles } from '../../lib/lesson/lab-files.ts';
import type { ExecResult, Sandbox } from '../drivers/driver.ts';
import { LabError } from '../errors.ts';
import type { LessonWithLab } from './lesson-source.ts';
import type { Stages } from './stages.ts';

const SETUP_MS = 120_000;
const PULL_MS = 120_000;
const PULLS_AT_ONCE = 3;
const FILES_AT_ONCE = 8;

interface Preparation {
  readonly sandbox: Sandbox;
  readonly lesson: LessonWithLab;
  /** Absolute path of the learner's folder. */
  readonly folder: string;
  readonly stages: Stages;
  readonly signal: AbortSignal;
  /** Where no setup.sh needs them, images are left to the caller, who calls `pullImages` while the learner is at work. */
  readonly imagesLater?: boolean;
}

/** Brings a sandbox to where the lesson begins: files, images, setup. Rejects with `lab_start_failed` when one fails. */
export async function prepareSandbox(preparation: Preparation): Promise<void> {
  preparation.stages.enter('files');
  await copyFiles(preparation);
  preparation.stages.enter('setup');
  const setup = await readSetup(preparation.lesson);
  if (setup !== null || !preparation.imagesLater) await pullImages(preparation);
  if (setup !== null) await runSetup(setup, preparation);
  preparation.signal.throwIfAborted();
}

async function copyFiles({ sandbox, lesson, folder, signal }: Preparation): Promise<void> {
  const parent = folder.slice(0, folder.lastIndexOf('/'));
  await sandbox.files.makeFolder(parent, folder.slice(parent.length + 1));
  const files = await readStartFiles(lesson);
  await inTurns(files, FILES_AT_ONCE, async ({ path, bytes, executable }) => {
    signal.throwIfAborted();
    await sandbox.files.write(folder, path, bytes, { executable });
  });
}

type Pulling = Pick<Preparation, 'sandbox' | 'lesson' | 'signal'>;

/** The images that lab.yaml names, from the lab's registry. */
export async function pullImages({ sandbox, lesson, signal }: Pulling): Promise<void> {
  await inTurns(lesson.lab.images, PULLS_AT_ONCE, async (image) => {
    const command = ['docker', 'pull', '--quiet', image];
    const result = await sandbox.exec(command, {
      place: 'sandbox',
      user: 'learner',
      timeoutMs: PULL_MS,
      signal,
    });
    refuseFailure(result, `docker pull ${image}`, lesson);
  });
}

/** As the learner, who may sudo: what it makes belongs to them. */
async function runSetup(script: string, { sandbox, lesson, folder, signal }: Preparation): Promise<void> {
  const result = await sandbox.exec(['bash', '-c', script, 'setup.sh'], {
    place: 'sandbox',
    user: 'learner',
    cwd: folder,
    env: { LAB_FOLDER: folder },
    timeoutMs: SETUP_MS,
    signal,
  });
  refuseFailure(result, 'setup.sh', lesson);
}

function refuseFailure(result: ExecResult, what: string, lesson: LessonWithLab): void {
  if (result.exitCode === 0) return;
  const how = result.timedOut ? 'ran into its time limit' : `ended with ${result.exitCode}`;
  const output = `${result.stdout}\n${result.stderr}`.trim().slice(-4000);
  throw new LabError('lab_start_failed', {
    detail: `${lesson.module}/${lesson.slug}: ${what} ${how}\n${output}`,
  });
}

async function inTurns<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
