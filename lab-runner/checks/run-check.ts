import type { Verdict } from '../../lib/lab-api/lab.ts';
import { readCheck } from '../../lib/lesson/lab-files.ts';
import type { Task } from '../../lib/lesson/schema.ts';
import type { Sandbox } from '../drivers/driver.ts';
import type { Log } from '../log.ts';
import { checkCommand } from './check-command.ts';
import { engineIsDown } from './engine-is-down.ts';
import { BROKEN_REASON, ENGINE_DOWN_REASON, verdictOf } from './verdict.ts';

export interface CheckedLesson {
  readonly path: string;
  readonly slug: string;
}

interface CheckPlace {
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly lesson: CheckedLesson;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Runs the check of one task once. A broken one is logged with its output for the operator. Rejects when the sandbox is gone. */
export async function runCheck(task: Task, place: CheckPlace): Promise<Verdict> {
  const { sandbox, folder, lesson, log, signal } = place;
  const fields = { lesson: lesson.slug, task: task.id, sandbox: sandbox.id };
  const script = await readCheck(lesson, task.id);
  if (script === null) {
    log.error(fields, 'the check is missing');
    return { verdict: 'broken', reason: BROKEN_REASON };
  }
  const timeoutMs = task.timeoutSeconds * 1000;
  const { argv, options } = checkCommand({ script, folder, kind: sandbox.kind, timeoutMs, signal });
  const result = await sandbox.exec(argv, options);
  signal.throwIfAborted();
  const verdict = verdictOf(result);
  if (verdict.verdict === 'broken') {
    if (await engineIsDown(sandbox, signal)) return { verdict: 'not_yet', reason: ENGINE_DOWN_REASON };
    const { exitCode, timedOut, stdout, stderr } = result;
    const output = { exitCode, timedOut, stdout: stdout.slice(-4000), stderr: stderr.slice(-4000) };
    log.error({ ...fields, ...output }, 'a check is broken');
  }
  return verdict;
}
