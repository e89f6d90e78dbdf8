import type { Problem } from '../../lib/lab-api/problem.ts';

/** Said when nothing answers at all; everything else has a sentence from the server. */
export const networkProblem: Problem = {
  code: 'network',
  message: 'Drydock does not answer. Your work is safe in the lab; this page tries again by itself.',
  retryable: true,
};

const unclear: Problem = {
  code: 'internal',
  message: 'Something went wrong on our side. Try again.',
  retryable: true,
};

/** The problem in an answer that is not ok; a proxy's error page gets a sentence of ours. */
export async function problemOf(answer: Response): Promise<Problem> {
  try {
    const body: unknown = await answer.json();
    const problem = (body as { problem?: unknown } | null)?.problem;
    return isProblem(problem) ? problem : unclear;
  } catch {
    return answer.status >= 502 && answer.status <= 504 ? networkProblem : unclear;
  }
}

function isProblem(value: unknown): value is Problem {
  const problem = value as Partial<Problem> | null;
  return typeof problem?.code === 'string' && typeof problem.message === 'string';
}
