import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ContentError, ContentMissing, type ContentProblem } from './content-error.ts';
import { parseYaml } from './parse-yaml.ts';
import { type Course, courseSchema } from './schema.ts';

/** Where a lesson is; slugs of lessons are unique in the whole course. */
export interface LessonPlace {
  readonly module: string;
  readonly slug: string;
}

export interface LoadedCourse extends Course {
  /** Every lesson in the order of the course. */
  readonly lessons: readonly LessonPlace[];
}

/** Reads content/course.yaml. Rejects with `ContentError` when it is wrong or names a lesson that has no folder. */
export async function loadCourse(contentFolder: string): Promise<LoadedCourse> {
  const file = 'course.yaml';
  const text = await readFile(join(contentFolder, file), 'utf8').catch(() => {
    throw new ContentMissing(`There is no course.yaml in ${contentFolder}.`);
  });
  const parsed = parseYaml(text, courseSchema, { file });
  if (!parsed.ok) throw new ContentError(parsed.problems);
  const found = placesOf(parsed.value);
  const problems: ContentProblem[] = [];
  const seen = new Set<string>();
  for (const { place, path } of found) {
    const at = { file, ...parsed.lineOf(path) };
    if (seen.has(place.slug)) {
      const message = `the lesson "${place.slug}" is named twice`;
      problems.push({ ...at, message, remedy: 'Give each lesson of the course a name of its own' });
    }
    seen.add(place.slug);
    if (!(await isFile(join(contentFolder, place.module, place.slug, 'lesson.mdx')))) {
      const message = `the lesson "${place.slug}" has no ${place.module}/${place.slug}/lesson.mdx`;
      problems.push({ ...at, message, remedy: 'Write the lesson, or take it out of the course' });
    }
  }
  if (problems.length > 0) throw new ContentError(problems);
  return { ...parsed.value, lessons: found.map(({ place }) => place) };
}

function placesOf(course: Course): { place: LessonPlace; path: PropertyKey[] }[] {
  return course.parts.flatMap((part, p) =>
    part.modules.flatMap((module, m) =>
      module.lessons.map((slug, l) => ({
        place: { module: module.slug, slug },
        path: ['parts', p, 'modules', m, 'lessons', l],
      })),
    ),
  );
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
