/** What is written beside a sandbox, and is the truth about it: the runner's memory is a cache of this. */
import { z } from 'zod';

/**
 * `starting`: not yet the learner's; after a crash it is thrown away and the start done anew.
 * `resetting`: still the learner's; after a crash the reset is done anew.
 * `ending`: after a crash it is destroyed.
 */
const labRecordSchema = z.object({
  role: z.literal('lab'),
  phase: z.enum(['starting', 'ready', 'resetting', 'ending']),
  learner: z.string(),
  lesson: z.string(),
  /** Absolute path of the learner's folder. */
  folder: z.string(),
  startedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** Id of the sandbox that this one takes the place of. Once this is `ready`, the other one is to be destroyed. */
  replaces: z.string().optional(),
});

/** `making` until it is frozen: after a crash only `idle` ones are kept. */
const poolRecordSchema = z.object({
  role: z.literal('pool'),
  phase: z.enum(['making', 'idle']),
  /** What it was made from: one of another image or with other limits is not for today's learners. */
  stamp: z.string(),
});

const recordSchema = z.discriminatedUnion('role', [labRecordSchema, poolRecordSchema]);

export type LabRecord = z.infer<typeof labRecordSchema>;
export type PoolRecord = z.infer<typeof poolRecordSchema>;

/** Undefined for a half-made sandbox, and for one that something else wrote on. */
export function readRecord(
  annotations: Readonly<Record<string, string>>,
): LabRecord | PoolRecord | undefined {
  return recordSchema.safeParse(annotations).data;
}

/** As annotations; a `replaces` that is absent removes the old one. */
export function labAnnotations(record: LabRecord): Record<string, string> {
  const { replaces, ...rest } = record;
  return replaces === undefined ? rest : { ...rest, replaces };
}

export function labKey({ learner, lesson }: { readonly learner: string; readonly lesson: string }): string {
  return `${learner}/${lesson}`;
}
