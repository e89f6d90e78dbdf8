import { z } from 'zod';
import { slugSchema } from '../../../lib/lesson/schema.ts';
import { NOTE_LETTERS } from '../../../lib/progress/note.ts';
import { findPlace } from '../../../lib/web/find-place.ts';
import { answer, mutation } from '../../../lib/web/handle.ts';
import { currentLearner } from '../../../lib/web/learner.ts';
import { withStore } from '../../../lib/web/this-store.ts';
import { WebProblem } from '../../../lib/web/web-problem.ts';

export const dynamic = 'force-dynamic';

/** What the learner wrote beside a lesson: `?lesson=<slug>`. */
export const GET = (request: Request) =>
  answer(async () => {
    const lesson = slugSchema.safeParse(new URL(request.url).searchParams.get('lesson'));
    if (!lesson.success) throw new WebProblem('request_invalid');
    await findPlace(lesson.data);
    return withStore(({ notes }) => notes.noteOf(currentLearner(), lesson.data));
  });

const bodySchema = z.strictObject({
  lesson: slugSchema,
  // PostgreSQL takes every character but this one.
  text: z
    .string()
    .max(NOTE_LETTERS)
    .transform((text) => text.replaceAll('\0', '')),
  expected: z.int().min(0),
});

/** Answers `isKept: false` with the note that is there when another window was first: nobody's words are lost. */
export const POST = mutation(bodySchema, async ({ lesson, text, expected }) => {
  await findPlace(lesson);
  const change = { learner: currentLearner(), lesson, text, expected, at: new Date() };
  return withStore(({ notes }) => notes.keepNote(change));
});
