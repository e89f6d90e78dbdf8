import { join } from 'node:path';
import { z } from 'zod';
import { readSolution } from '../../../lib/lesson/lab-files.ts';
import { slugSchema } from '../../../lib/lesson/schema.ts';
import { renderSolution, solutionSection } from '../../../lib/prose/solution-html.ts';
import { findPlace } from '../../../lib/web/find-place.ts';
import { mutation } from '../../../lib/web/handle.ts';
import { readWebSettings } from '../../../lib/web/settings.ts';
import { WebProblem } from '../../../lib/web/web-problem.ts';

const bodySchema = z.strictObject({ lesson: slugSchema, task: slugSchema.nullable() });

/** By POST alone, so that no prefetch, crawler or history ever holds what the learner did not ask for. */
export const POST = mutation(bodySchema, async ({ lesson, task }) => {
  const { module } = await findPlace(lesson);
  const { text } = await readSolution({
    path: join(/*turbopackIgnore: true*/ readWebSettings().contentFolder, module, lesson),
  });
  if (text === null) throw new WebProblem('solution_missing');
  return { html: await renderSolution(solutionSection(text, task)) };
});
