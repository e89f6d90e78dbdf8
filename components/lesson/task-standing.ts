import type { LabView, TaskState } from '../../lib/lab-api/lab.ts';

/** `held`: in an earlier lab, not yet in this one. `open`: nothing is known. */
export type TaskStanding = 'open' | 'held' | 'checking' | 'holds' | 'not_yet' | 'broken';

export function taskStanding(task: TaskState | undefined, heldBefore: boolean): TaskStanding {
  if (task?.running) return 'checking';
  switch (task?.verdict?.verdict) {
    case 'pass':
      return 'holds';
    case 'not_yet':
      return 'not_yet';
    case 'broken':
      return 'broken';
    case undefined:
      return heldBefore ? 'held' : 'open';
  }
}

export function wordsFor(standing: TaskStanding, place: { number: number; total: number }): string {
  switch (standing) {
    case 'open':
      return place.total === 1 ? 'Task' : `Task ${place.number} of ${place.total}`;
    case 'held':
      return 'Held before';
    case 'checking':
      return 'Checking';
    case 'holds':
      return 'Holds';
    case 'not_yet':
      return 'Not yet';
    case 'broken':
      return 'The check failed, not you';
  }
}

/** The task that the learner is at, which alone has the accent: the first that does not hold in this lab. */
export function isCurrent(id: string, tasks: readonly string[], lab: Pick<LabView, 'tasks'> | null): boolean {
  const holds = new Set(lab?.tasks.filter((task) => task.verdict?.verdict === 'pass').map((task) => task.id));
  return tasks.find((task) => !holds.has(task)) === id;
}
