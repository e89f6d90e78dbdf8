import type { Preparation } from '../../lib/lab-api/preparation.ts';

/** `Step 3 of 9: Compiling Kubernetes`. Empty before the first step. */
export function stepWords({ step, steps, title }: Preparation): string {
  if (step === 0 || steps === 0) return '';
  return title === '' ? `Step ${step} of ${steps}` : `Step ${step} of ${steps}: ${title}`;
}

const PROBLEM_LETTERS = 400;

/** Its beginning: the rest is for the log, and for the doctor. */
export function problemWords(problem: string): string {
  return problem.length <= PROBLEM_LETTERS ? problem : `${problem.slice(0, PROBLEM_LETTERS).trimEnd()}…`;
}

/** Null when nobody can tell. */
export function timeWords({ minutesLeft }: Preparation): string | null {
  if (minutesLeft === null) return null;
  const minutes = Math.ceil(minutesLeft);
  return minutes <= 1 ? 'About a minute left' : `About ${minutes} minutes left`;
}
