/** The lab as the browser sees it: answer of every /lab route that changes it, and message of the events socket. */
import { z } from 'zod';
import { preparationSchema } from './preparation.ts';
import { problemSchema } from './problem.ts';

export const verdictSchema = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('pass') }),
  z.object({
    verdict: z.literal('not_yet'),
    /** A sentence for the learner. Plain text. */
    reason: z.string(),
    expected: z.string().optional(),
    found: z.string().optional(),
  }),
  /** Our fault, never the learner's. */
  z.object({ verdict: z.literal('broken'), reason: z.string() }),
]);
export type Verdict = z.infer<typeof verdictSchema>;

export const taskStateSchema = z.object({
  id: z.string(),
  running: z.boolean(),
  /** Null until the check has run once in this lab. */
  verdict: verdictSchema.nullable(),
  /** ISO time of the verdict. */
  checkedAt: z.string().nullable(),
  /** Signed by the runner once the task has passed; the browser hands it to web, which records progress. */
  receipt: z.string().nullable(),
});
export type TaskState = z.infer<typeof taskStateSchema>;

export const stageSchema = z.object({
  id: z.enum(['sandbox', 'engine', 'cluster', 'files', 'setup']),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** Milliseconds, once done. */
  tookMs: z.number().nullable(),
});
export type Stage = z.infer<typeof stageSchema>;

export const labViewSchema = z.object({
  /** `none`: not started, or ended. */
  state: z.enum(['none', 'starting', 'ready', 'frozen', 'resetting', 'ending', 'failed']),
  stages: z.array(stageSchema),
  problem: problemSchema.nullable(),
  startedAt: z.string().nullable(),
  /** ISO time. A reset keeps `startedAt` but brings another sandbox: what was meant for the old one must not go there. */
  sandboxMadeAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  /** Minutes that one press of "more time" adds; 0 when there is no more to be had. */
  extensionMinutes: z.number(),
  /** Absolute path of the learner's folder in the sandbox. */
  folder: z.string(),
  /** Open this file first, relative to the folder. */
  open: z.string().nullable(),
  terminals: z.array(z.string()),
  tasks: z.array(taskStateSchema),
  /** Why this lesson's kind of lab cannot be started yet. Null when it can. */
  preparation: preparationSchema.nullable(),
  /** What is wrong with the lab at the moment, and how its learner mends it. Null when nothing is known to be. */
  trouble: z.string().nullable(),
});
export type LabView = z.infer<typeof labViewSchema>;
