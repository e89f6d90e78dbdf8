import { ContentError } from '../lesson/content-error.ts';
import { loadCourse } from '../lesson/load-course.ts';
import { type Lesson, loadLesson } from '../lesson/load-lesson.ts';
import type { LessonGoal } from '../progress/progress-map.ts';

/** A lesson as the course map shows it. */
export interface OutlineLesson extends LessonGoal {
  readonly name: string;
  readonly title: string;
  readonly module: string;
  readonly moduleTitle: string;
  /** Place in its module, from 1. */
  readonly number: number;
  readonly siblings: number;
  /** Null when its files are wrong: the map goes on without it, its page says so. */
  readonly content: Lesson | null;
}

export interface OutlineModule {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly lessons: readonly OutlineLesson[];
}

export interface CourseOutline {
  readonly title: string;
  readonly summary: string;
  readonly parts: readonly { readonly title: string; readonly modules: readonly OutlineModule[] }[];
  /** All of them, in the order of the course. */
  readonly lessons: readonly OutlineLesson[];
}

/**
 * The course with every lesson's metadata. A wrong course.yaml rejects; a wrong lesson is handed to `onBroken` and stays
 * in the outline without content.
 */
export async function readOutline(
  contentFolder: string,
  onBroken: (error: ContentError) => void,
): Promise<CourseOutline> {
  const course = await loadCourse(contentFolder);
  const read = (module: { slug: string; title: string }, slug: string) =>
    loadLesson(contentFolder, module.slug, slug).catch((error: unknown) => {
      if (!(error instanceof ContentError)) throw error;
      onBroken(error);
      return null;
    });
  const parts = await Promise.all(
    course.parts.map(async (part) => ({
      title: part.title,
      modules: await Promise.all(
        part.modules.map(async (module) => {
          const contents = await Promise.all(module.lessons.map((slug) => read(module, slug)));
          const lessons = module.lessons.map((slug, index) =>
            entry(module, slug, index, contents[index] ?? null),
          );
          return { slug: module.slug, title: module.title, summary: module.summary, lessons };
        }),
      ),
    })),
  );
  const lessons = parts.flatMap((part) => part.modules.flatMap((module) => module.lessons));
  return { title: course.title, summary: course.summary, parts, lessons };
}

function entry(
  module: { readonly slug: string; readonly title: string; readonly lessons: readonly string[] },
  slug: string,
  index: number,
  content: Lesson | null,
): OutlineLesson {
  return {
    slug,
    name: content?.meta.name ?? slug.replaceAll('-', ' '),
    title: content?.meta.title ?? slug.replaceAll('-', ' '),
    minutes: content?.meta.minutes ?? 0,
    tasks: content?.lab?.tasks.map((task) => task.id) ?? [],
    module: module.slug,
    moduleTitle: module.title,
    number: index + 1,
    siblings: module.lessons.length,
    content,
  };
}
