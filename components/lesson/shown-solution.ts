import { keepChoice } from '../ui/kept-choice.ts';

const KEY = 'drydock-solution:';
const WHOLE_LESSON = '*';

/** The solution that was opened last in a lesson, of a task or of all: only what was asked for is compared with. */
export function shownSolution(lesson: string): { readonly task: string | null } | null {
  try {
    const kept = localStorage.getItem(KEY + lesson);
    return kept === null ? null : { task: kept === WHOLE_LESSON ? null : kept };
  } catch {
    return null;
  }
}

export function keepShownSolution(lesson: string, task: string | null): void {
  keepChoice(KEY + lesson, task ?? WHOLE_LESSON);
}
