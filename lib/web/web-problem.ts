import { CatalogueError } from '../lab-api/catalogue-error.ts';
import { type CatalogueEntry, sharedProblems } from '../lab-api/problem.ts';

/** What web answers when it does not do what was asked. */
const catalogue = {
  ...sharedProblems,
  solution_missing: [404, false, 'There is no solution written for this yet. The hints go as far as we do.'],
  receipt_invalid: [
    403,
    false,
    'This pass was not signed by our own checks, so it does not count. Check the task again.',
  ],
  database_down: [
    503,
    true,
    'Your progress cannot be read or kept at the moment. What you did in the lab is not lost: check again later.',
  ],
} as const satisfies Record<string, CatalogueEntry>;

export type WebProblemCode = keyof typeof catalogue;

export class WebProblem extends CatalogueError<WebProblemCode> {
  constructor(code: WebProblemCode, options?: { readonly cause?: unknown }) {
    super(code, catalogue[code], options);
    this.name = 'WebProblem';
  }
}
