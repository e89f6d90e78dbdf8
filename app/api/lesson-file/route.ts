import { join } from 'node:path';
import { z } from 'zod';
import { fileText } from '../../../lib/lesson/file-text.ts';
import { readSolution, readStartFiles } from '../../../lib/lesson/lab-files.ts';
import { slugSchema } from '../../../lib/lesson/schema.ts';
import { solutionFile } from '../../../lib/prose/solution-file.ts';
import { findPlace } from '../../../lib/web/find-place.ts';
import { mutation } from '../../../lib/web/handle.ts';
import { readWebSettings } from '../../../lib/web/settings.ts';

const LONGEST_PATH = 1_024;

const bodySchema = z.strictObject({
  lesson: slugSchema,
  path: z.string().min(1).max(LONGEST_PATH),
  /** The start of the lesson, or the solution of one task, or of all. */
  of: z.union([z.literal('start'), z.strictObject({ solutionOf: slugSchema.nullable() })]),
});

/**
 * A file as the lesson has it, to hold the learner's own against; null when the lesson has none of that name, or one that
 * is no text. By POST alone, as the solution itself: nothing holds what the learner did not ask for.
 */
export const POST = mutation(bodySchema, async ({ lesson, path, of }) => {
  const { module } = await findPlace(lesson);
  const folder = { path: join(/*turbopackIgnore: true*/ readWebSettings().contentFolder, module, lesson) };
  if (of === 'start') return { text: fileText(await readStartFiles(folder), path) };
  const solution = await readSolution(folder);
  const written = solution.text === null ? null : solutionFile(solution.text, of.solutionOf, path);
  return { text: written ?? fileText(solution.files, path) };
});
