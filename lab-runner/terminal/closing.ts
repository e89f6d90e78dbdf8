import { TERMINAL_CLOSE } from '../../lib/lab-api/terminal-close.ts';
import type { LabError } from '../errors.ts';

/** What the browser is told when its terminal ends: a close code, and the error's code as the reason. */
export function closingOf(why: LabError | 'exited'): { readonly code: number; readonly reason: string } {
  if (why === 'exited') return { code: TERMINAL_CLOSE.exited, reason: '' };
  switch (why.code) {
    case 'lab_missing':
    case 'sandbox_gone':
      return { code: TERMINAL_CLOSE.labEnded, reason: why.code };
    default:
      return {
        code: why.problem.retryable ? TERMINAL_CLOSE.tryAgain : TERMINAL_CLOSE.refused,
        reason: why.code,
      };
  }
}
