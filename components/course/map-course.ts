import type { CourseOutline } from '../../lib/outline/course-outline.ts';
import type { LessonGoal } from '../../lib/progress/progress-map.ts';

/** What goes to the browser of the outline: not the lessons' text. */
export interface MapLesson extends LessonGoal {
  readonly name: string;
  readonly title: string;
  readonly moduleTitle: string;
  readonly number: number;
  readonly siblings: number;
}

export interface MapModule {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly lessons: readonly MapLesson[];
}

export interface MapPart {
  readonly title: string;
  readonly modules: readonly MapModule[];
}

export function mapCourse(course: CourseOutline): MapPart[] {
  return course.parts.map((part) => ({
    title: part.title,
    modules: part.modules.map(({ slug, title, summary, lessons }) => ({
      slug,
      title,
      summary,
      lessons: lessons.map(({ content: _text, module: _slug, ...lesson }) => lesson),
    })),
  }));
}
