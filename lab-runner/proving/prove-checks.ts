/** What the checks of a lesson say of a lab in a given state. */
import type { Verdict } from '../../lib/lab-api/lab.ts';
import type { Task } from '../../lib/lesson/schema.ts';
import type { Findings } from './findings.ts';
import type { ProvingLab } from './proving-lab.ts';

type NotYet = Extract<Verdict, { verdict: 'not_yet' }>;

export async function proveNotYet(
  findings: Findings,
  lab: ProvingLab,
  tasks: readonly Task[],
  when: string,
): Promise<void> {
  for (const task of tasks) {
    await findings.prove(`${when}, ${task.id} says not yet`, async () => {
      const verdict = await lab.check(task);
      if (verdict.verdict === 'pass') return 'it passed, although nothing was done';
      return verdict.verdict === 'broken' ? verdict.reason : null;
    });
  }
}

export async function provePass(
  findings: Findings,
  lab: ProvingLab,
  tasks: readonly Task[],
  when: string,
): Promise<void> {
  for (const task of tasks) {
    await findings.prove(`${when}, ${task.id} passes`, () => whyNotPassed(lab, task));
  }
}

export async function whyNotPassed(lab: ProvingLab, task: Task): Promise<string | null> {
  return whyNoPass(await lab.check(task));
}

export function whyNoPass(verdict: Verdict): string | null {
  if (verdict.verdict === 'pass') return null;
  return verdict.verdict === 'broken' ? verdict.reason : `it says: ${wordsOf(verdict)}`;
}

/** All that the learner reads. */
export function wordsOf({ reason, expected, found }: NotYet): string {
  const lines = [reason, expected && `expected: ${expected}`, found && `found: ${found}`];
  return lines.filter(Boolean).join('\n');
}
