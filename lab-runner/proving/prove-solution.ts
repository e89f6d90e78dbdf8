/** The lesson taken as a learner takes it who reads every line, and as one who only solves the tasks. */
import { readSolution, type Solution } from '../../lib/lesson/lab-files.ts';
import type { Task } from '../../lib/lesson/schema.ts';
import type { ExecResult } from '../drivers/driver.ts';
import type { LessonWithLab } from '../labs/lesson-source.ts';
import type { Findings } from './findings.ts';
import { proveNotYet, provePass, whyNotPassed } from './prove-checks.ts';
import { ProvingLab, type ProvingWorld } from './proving-lab.ts';
import { type ProseStep, readProse } from './read-prose.ts';
import { solutionParts } from './solution-parts.ts';

const SHOWN_OUTPUT = 1500;

/**
 * One sandbox, in reading order: every command of the prose, and at the end of each task its part of the solution.
 * With `until` it ends with that task.
 */
export async function proveReading(
  world: ProvingWorld,
  lesson: LessonWithLab,
  findings: Findings,
  until?: string,
): Promise<void> {
  const tasks = tasksUntil(lesson, until);
  const solution = await readSolution(lesson);
  await using lab = await ProvingLab.open(world, lesson);
  await proveNotYet(findings, lab, tasks, 'on the fresh lab');
  await lab.write(solution.files);
  for (const step of readProse(lesson.source).steps) {
    if (step.type === 'command') await proveCommand(findings, lab, step);
    else await proveTask(findings, lab, solution, tasks, step.id);
    if (step.type === 'task' && step.id === until) break;
  }
  await provePass(findings, lab, tasks, 'at the end of the lesson');
  await provePass(findings, lab, tasks, 'asked a second time');
}

/** A second sandbox, which is what a reset gives: nothing holds any more, and the solution alone is enough. */
export async function proveSolution(
  world: ProvingWorld,
  lesson: LessonWithLab,
  findings: Findings,
): Promise<void> {
  const { tasks } = lesson.lab;
  const solution = await readSolution(lesson);
  await using lab = await ProvingLab.open(world, lesson);
  await proveNotYet(findings, lab, tasks, 'after a reset');
  await lab.write(solution.files);
  for (const part of partsOf(solution, tasks)) {
    await findings.prove(`the solution of ${part.task} runs`, async () =>
      whyFailed(await lab.run(part.script)),
    );
  }
  await provePass(findings, lab, tasks, 'after the solution alone');
}

function tasksUntil({ lab: { tasks } }: LessonWithLab, until: string | undefined): readonly Task[] {
  return until === undefined ? tasks : tasks.slice(0, tasks.findIndex(({ id }) => id === until) + 1);
}

export function partsOf(solution: Solution, tasks: readonly Task[]) {
  return solutionParts(
    solution.solve ?? '',
    tasks.map((task) => task.id),
  );
}

async function proveTask(
  findings: Findings,
  lab: ProvingLab,
  solution: Solution,
  tasks: readonly Task[],
  id: string,
): Promise<void> {
  await findings.prove(`with its part of the solution, ${id} holds`, async () => {
    const part = partsOf(solution, tasks).find(({ task }) => task === id);
    const failure = part && whyFailed(await lab.run(part.script));
    if (failure) return failure;
    const task = tasks.find((one) => one.id === id);
    return task ? whyNotPassed(lab, task) : null;
  });
}

function proveCommand(
  findings: Findings,
  lab: ProvingLab,
  step: Extract<ProseStep, { type: 'command' }>,
): Promise<boolean> {
  const title = `line ${step.line} ${step.fails ? 'fails' : 'runs'}: ${shortened(step.script)}`;
  return findings.prove(title, async () => {
    const result = await lab.run(`set -e\n${step.script}`);
    if (!step.fails) return whyFailed(result);
    return result.exitCode === 0 ? `it should fail, and it did not\n${outputOf(result)}` : null;
  });
}

export function whyFailed(result: ExecResult): string | null {
  if (result.exitCode === 0) return null;
  const how = result.timedOut ? 'it ran into its time limit' : `it ended with exit code ${result.exitCode}`;
  return `${how}\n${outputOf(result)}`;
}

function outputOf({ stdout, stderr }: ExecResult): string {
  return `${stdout}\n${stderr}`.trim().slice(-SHOWN_OUTPUT);
}

function shortened(script: string): string {
  const [first = '', ...rest] = script.split('\n');
  return rest.length === 0 ? first : `${first} …`;
}
