/** Messages of the socket /lab/events, as JSON text frames. The server speaks, the client only listens. */
import { z } from 'zod';
import { labViewSchema } from './lab.ts';
import { problemSchema } from './problem.ts';

export const fileChangeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), path: z.string() }),
  z.object({ type: z.literal('removed'), path: z.string() }),
  z.object({ type: z.literal('overflow') }),
]);
export type FileChange = z.infer<typeof fileChangeSchema>;

export const labEventSchema = z.discriminatedUnion('type', [
  /** The whole lab: first message after opening, then after every change. */
  z.object({ type: z.literal('lab'), lab: labViewSchema }),
  z.object({ type: z.literal('files'), changes: z.array(fileChangeSchema) }),
  /** The lab ends soon. */
  z.object({ type: z.literal('expiring'), expiresAt: z.string() }),
  /** Something happened that the learner should know, such as a sandbox that ran out of memory and was restarted. */
  z.object({ type: z.literal('notice'), message: z.string() }),
  z.object({ type: z.literal('problem'), problem: problemSchema }),
]);
export type LabEvent = z.infer<typeof labEventSchema>;
