import type { Problem } from '../lab-api/problem.ts';

/** What web answers when it does not do what was asked: status, whether trying again can help, words for the learner. */
const catalogue = {
  origin_refused: [
    403,
    false,
    'The request came from another site and was refused. Open Drydock in a tab of its own.',
  ],
  request_invalid: [400, false, 'The request was not understood. Reload the page.'],
  too_large: [413, false, 'That is larger than what can be sent at once.'],
  lesson_missing: [404, false, 'There is no lesson of that name. Look at the course map.'],
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
  internal: [500, true, 'Something went wrong on our side. Try again; the details are in the server log.'],
} as const satisfies Record<string, readonly [status: number, retryable: boolean, message: string]>;

export type WebProblemCode = keyof typeof catalogue;

export class WebProblem extends Error {
  readonly code: WebProblemCode;

  constructor(code: WebProblemCode, options?: { readonly cause?: unknown }) {
    super(catalogue[code][2], options);
    this.name = 'WebProblem';
    this.code = code;
  }

  get status(): number {
    return catalogue[this.code][0];
  }

  get problem(): Problem {
    const [, retryable, message] = catalogue[this.code];
    return { code: this.code, message, retryable };
  }
}
