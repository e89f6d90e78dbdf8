import { ContentError, ContentMissing } from '../../lib/lesson/content-error.ts';
import { loadCourse } from '../../lib/lesson/load-course.ts';
import { type Lesson, type LessonLab, loadLesson } from '../../lib/lesson/load-lesson.ts';
import type { Clock } from '../clock.ts';
import { LabError } from '../errors.ts';

export interface LessonWithLab extends Lesson {
  readonly lab: LessonLab;
}

export interface LessonSource {
  /** Rejects with `lesson_missing` (also when it has no lab) or `lesson_broken` (file and line are in its detail). */
  get(slug: string): Promise<LessonWithLab>;
}

/** Edits shall show at once, and forty learners at nine o'clock shall not mean forty readings. */
const FRESH_MS = 1000;

/** Lessons of a content folder. */
export function lessonSource(contentFolder: string, clock: Clock): LessonSource {
  const held = new Map<string, { readonly lesson: Promise<LessonWithLab>; readonly until: number }>();
  return {
    get(slug) {
      const now = clock.now().getTime();
      for (const [name, { until }] of held) if (until <= now) held.delete(name);
      const known = held.get(slug);
      if (known) return known.lesson;
      const lesson = read(contentFolder, slug);
      lesson.catch(() => {});
      held.set(slug, { lesson, until: now + FRESH_MS });
      return lesson;
    },
  };
}

async function read(contentFolder: string, slug: string): Promise<LessonWithLab> {
  try {
    const course = await loadCourse(contentFolder);
    const place = course.lessons.find((lesson) => lesson.slug === slug);
    if (!place) throw new LabError('lesson_missing');
    const lesson = await loadLesson(contentFolder, place.module, place.slug);
    if (!lesson.lab) throw new LabError('lesson_missing', { detail: `the lesson ${slug} has no lab` });
    return { ...lesson, lab: lesson.lab };
  } catch (error) {
    if (error instanceof ContentMissing) throw new LabError('lesson_missing', { detail: error.message });
    if (error instanceof ContentError) throw new LabError('lesson_broken', { detail: error.message });
    throw error;
  }
}
