/** A plausible wrong solution has to be refused at its task, for its own reason, while all else goes on as before. */
import { readSolution, type WrongSolution } from '../../lib/lesson/lab-files.ts';
import type { Expect } from '../../lib/lesson/schema.ts';
import type { LessonWithLab } from '../labs/lesson-source.ts';
import type { Findings } from './findings.ts';
import { whyNoPass, wordsOf } from './prove-checks.ts';
import { partsOf, whyFailed } from './prove-solution.ts';
import { ProvingLab, type ProvingWorld } from './proving-lab.ts';

/** In a sandbox of its own, on top of the solutions of the tasks before. */
export async function proveWrong(
  world: ProvingWorld,
  lesson: LessonWithLab,
  wrong: WrongSolution,
  findings: Findings,
): Promise<void> {
  await findings.prove(`wrong/${wrong.name} is refused at ${wrong.expect.task}`, async () => {
    await using lab = await ProvingLab.open(world, lesson);
    const failure = (await solveBefore(lab, lesson, wrong.expect.task)) ?? (await tryWrong(lab, wrong));
    return failure ?? (await whyNotRefused(lab, lesson, wrong.expect));
  });
}

async function solveBefore(lab: ProvingLab, lesson: LessonWithLab, task: string): Promise<string | null> {
  const solution = await readSolution(lesson);
  const before = tasksBefore(lesson, task).map(({ id }) => id);
  for (const part of partsOf(solution, lesson.lab.tasks)) {
    if (!before.includes(part.task)) continue;
    const failure = whyFailed(await lab.run(part.script));
    if (failure) return `before it, the solution of ${part.task} failed: ${failure}`;
  }
  return null;
}

async function tryWrong(lab: ProvingLab, wrong: WrongSolution): Promise<string | null> {
  await lab.write(wrong.files);
  if (wrong.solve === null) return null;
  const failure = whyFailed(await lab.run(wrong.solve));
  return failure && `solve.sh failed: ${failure}`;
}

async function whyNotRefused(lab: ProvingLab, lesson: LessonWithLab, expect: Expect): Promise<string | null> {
  const earlier = tasksBefore(lesson, expect.task);
  for (const task of lesson.lab.tasks) {
    const verdict = await lab.check(task);
    if (verdict.verdict === 'broken') return `the check of ${task.id} broke: ${verdict.reason}`;
    if (earlier.includes(task) && verdict.verdict !== 'pass') {
      return `${task.id}, which was solved before it, no longer holds: ${whyNoPass(verdict)}`;
    }
    if (task.id !== expect.task) continue;
    if (verdict.verdict === 'pass') return 'it passed';
    const wanted = [expect.reason].flat();
    const said = wordsOf(verdict);
    const missing = wanted.filter((words) => !said.includes(words));
    if (missing.length > 0) return `its reason lacks "${missing.join('", "')}". It says: ${said}`;
  }
  return null;
}

function tasksBefore(lesson: LessonWithLab, task: string) {
  const { tasks } = lesson.lab;
  return tasks.slice(
    0,
    tasks.findIndex(({ id }) => id === task),
  );
}
