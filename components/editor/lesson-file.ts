import type { Problem } from '../../lib/lab-api/problem.ts';

/** What a learner's file can be held against. `solutionOf`: a task, or null for the whole lesson. */
export type LessonFileOf = 'start' | { readonly solutionOf: string | null };

export type LessonFileAnswer =
  /** Null: the lesson has no text of that name. */
  | { readonly kind: 'answer'; readonly text: string | null }
  | { readonly kind: 'failed'; readonly words: string };

const NO_NETWORK =
  'The lesson’s file did not arrive. Check that Drydock is still running, and compare again.';

/** A file as the lesson has it. */
export async function askForLessonFile(
  lesson: string,
  path: string,
  of: LessonFileOf,
  signal: AbortSignal,
): Promise<LessonFileAnswer> {
  try {
    const answer = await fetch('/api/lesson-file', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ lesson, path, of }),
      signal,
    });
    const body = (await answer.json()) as { text?: string | null; problem?: Problem };
    if (body.text !== undefined) return { kind: 'answer', text: body.text };
    return { kind: 'failed', words: body.problem?.message ?? NO_NETWORK };
  } catch {
    return { kind: 'failed', words: NO_NETWORK };
  }
}
