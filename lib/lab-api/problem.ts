import { z } from 'zod';

/** An error as it goes over the wire: a code for programs, a sentence for the learner that says what to do. */
export const problemSchema = z.object({
  code: z.string(),
  message: z.string(),
  retryable: z.boolean(),
  /** Labs that stand in the way, where there are any: the page leads to them. */
  labs: z.array(z.object({ lesson: z.string(), title: z.string() })).optional(),
});

export type Problem = z.infer<typeof problemSchema>;

/** One of a catalogue of errors: HTTP status, whether trying again can help, the sentence for the learner. */
export type CatalogueEntry = readonly [status: number, retryable: boolean, message: string];

/** What web and runner answer alike: the same mistake is told in the same words, wherever it was made. */
export const sharedProblems = {
  origin_refused: [
    403,
    false,
    'The request came from another site and was refused. Open Drydock in a tab of its own.',
  ],
  request_invalid: [400, false, 'The request was not understood. Reload the page.'],
  too_large: [413, false, 'That is larger than what can be sent at once.'],
  lesson_missing: [404, false, 'There is no lesson of that name. Look at the course map.'],
  internal: [500, true, 'Something went wrong on our side. Try again; the details are in the server log.'],
} as const satisfies Record<string, CatalogueEntry>;
