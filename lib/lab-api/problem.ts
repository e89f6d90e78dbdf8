import { z } from 'zod';

/** An error as it goes over the wire: a code for programs, a sentence for the learner that says what to do. */
export const problemSchema = z.object({
  code: z.string(),
  message: z.string(),
  retryable: z.boolean(),
});

export type Problem = z.infer<typeof problemSchema>;
