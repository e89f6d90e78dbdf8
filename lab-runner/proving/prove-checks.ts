/** What the checks of a lesson say of a lab in a given state. */
import type { Task } from '../../lib/lesson/schema.ts';
import type { Findings } from './findings.ts';
import type { ProvingLab } from './proving-lab.ts';

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
  const verdict = await lab.check(task);
  if (verdict.verdict === 'pass') return null;
  if (verdict.verdict === 'broken') return verdict.reason;
  const { reason, expected, found } = verdict;
  return [`it says: ${reason}`, expected && `expected: ${expected}`, found && `found: ${found}`]
    .filter(Boolean)
    .join('\n');
}
