/** How far the making of Kubernetes labs is. Written by the preparation, read by the runner, shown by pages. */
import { z } from 'zod';

export const preparationSchema = z.object({
  state: z.enum(['preparing', 'failed', 'ready']),
  /** Which step is being worked on, from 1; 0 before the first. */
  step: z.number().int().min(0),
  /** How many there are; 0 while nobody knows. */
  steps: z.number().int().min(0),
  /** What the step does, such as `Compiling Kubernetes`. */
  title: z.string().max(200),
  /** Of the whole preparation, as far as one can tell. */
  minutesLeft: z.number().min(0).nullable(),
  /** When it failed: what went wrong and what to do, for the instructor. */
  problem: z.string().max(4000).nullable(),
});

export type Preparation = z.infer<typeof preparationSchema>;
