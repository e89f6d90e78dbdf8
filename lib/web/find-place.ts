import { type LessonPlace, loadCourse } from '../lesson/load-course.ts';
import { readWebSettings } from './settings.ts';
import { WebProblem } from './web-problem.ts';

/** Where the lesson of this slug is, from course.yaml alone. Throws `WebProblem` when the course has none. */
export async function findPlace(slug: string): Promise<LessonPlace> {
  const { lessons } = await loadCourse(readWebSettings().contentFolder);
  const place = lessons.find((lesson) => lesson.slug === slug);
  if (!place) throw new WebProblem('lesson_missing');
  return place;
}
