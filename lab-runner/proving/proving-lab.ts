/** One sandbox, brought to where a lesson begins, for the prover to work in as a learner would. */
import type { Verdict } from '../../lib/lab-api/lab.ts';
import type { LessonFile } from '../../lib/lesson/lab-files.ts';
import type { Task } from '../../lib/lesson/schema.ts';
import { runCheck } from '../checks/run-check.ts';
import type { Clock } from '../clock.ts';
import type { Driver, ExecResult, Limits, Sandbox, SandboxKind } from '../drivers/driver.ts';
import { folderOf } from '../labs/lab-view.ts';
import type { LessonWithLab } from '../labs/lesson-source.ts';
import { prepareSandbox } from '../labs/prepare-sandbox.ts';
import { Stages } from '../labs/stages.ts';
import type { Log } from '../log.ts';

export interface ProvingWorld {
  readonly driver: Driver;
  readonly clock: Clock;
  readonly limits: Readonly<Record<SandboxKind, Limits>>;
  readonly signal: AbortSignal;
}

/** For one command of the prose or one part of a solution. */
const SCRIPT_MS = 180_000;

export class ProvingLab implements AsyncDisposable {
  readonly #world: ProvingWorld;
  readonly #lesson: LessonWithLab;
  readonly #sandbox: Sandbox;

  private constructor(world: ProvingWorld, lesson: LessonWithLab, sandbox: Sandbox) {
    this.#world = world;
    this.#lesson = lesson;
    this.#sandbox = sandbox;
  }

  /** A fresh sandbox with files, images and set-up of the lesson. */
  static async open(world: ProvingWorld, lesson: LessonWithLab): Promise<ProvingLab> {
    const { driver, limits, clock, signal } = world;
    const kind = lesson.lab.sandbox;
    const annotations = { role: 'proving', lesson: lesson.slug };
    const sandbox = await driver.create({ kind, limits: limits[kind], annotations }, { signal });
    const lab = new ProvingLab(world, lesson, sandbox);
    try {
      const stages = new Stages(kind, clock, () => {});
      await prepareSandbox({ sandbox, lesson, folder: folderOf(lesson), stages, signal });
      return lab;
    } catch (error) {
      await lab[Symbol.asyncDispose]();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#world.driver.destroy(this.#sandbox.id);
  }

  /** A check's verdict; for a broken one its reason is what the operator's log would have. */
  async check(task: Task): Promise<Verdict> {
    const broken: string[] = [];
    const verdict = await runCheck(task, {
      sandbox: this.#sandbox,
      folder: folderOf(this.#lesson),
      lesson: this.#lesson,
      log: linesOf(broken),
      signal: this.#world.signal,
    });
    return verdict.verdict === 'broken'
      ? { ...verdict, reason: broken.join('\n') || verdict.reason }
      : verdict;
  }

  /** Shell in the learner's folder, as the learner, from a login shell as in their terminal. */
  run(script: string): Promise<ExecResult> {
    return this.#sandbox.exec(['bash', '-lc', script, 'lesson'], {
      place: 'sandbox',
      user: 'learner',
      cwd: folderOf(this.#lesson),
      timeoutMs: SCRIPT_MS,
      signal: this.#world.signal,
    });
  }

  async write(files: readonly LessonFile[]): Promise<void> {
    for (const { path, bytes, executable } of files) {
      await this.#sandbox.files.write(folderOf(this.#lesson), path, bytes, { executable });
    }
  }
}

function linesOf(lines: string[]): Log {
  const add = (fields: object, message: string) => {
    lines.push(`${message} ${JSON.stringify(fields)}`);
  };
  return { info: add, warn: add, error: add };
}

/** Destroys what a prover that was killed has left. For use before proving, by who holds the instance alone. */
export async function sweepProvingLabs(driver: Driver): Promise<void> {
  for (const { id } of await driver.list()) await driver.destroy(id);
  await driver.sweep();
}
