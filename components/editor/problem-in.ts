import type { Problem } from '../../lib/lab-api/problem.ts';
import { LabRequestError } from '../workbench/lab-context.ts';

/** The server's words for what was thrown, or ours when it was not the server. */
export function problemIn(error: unknown, otherwise: string): Problem {
  if (error instanceof LabRequestError) return error.problem;
  return { code: 'internal', message: otherwise, retryable: true };
}
