import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { BrokenLesson } from '../../../components/lesson/broken-lesson.tsx';
import { LessonArticle } from '../../../components/lesson/lesson-article.tsx';
import { lessonComponents } from '../../../components/lesson/lesson-components.tsx';
import { LessonFrame } from '../../../components/lesson/lesson-frame.tsx';
import { ContentError } from '../../../lib/lesson/content-error.ts';
import type { Lesson } from '../../../lib/lesson/load-lesson.ts';
import type { OutlineLesson } from '../../../lib/outline/course-outline.ts';
import { thisCourse } from '../../../lib/outline/this-course.ts';
import { compileLesson, type Prose } from '../../../lib/prose/compile-lesson.ts';
import { findFigure } from '../../../lib/prose/find-figure.ts';

export const dynamicParams = false;

/** Left out of what is built. */
const ShowEdits =
  process.env.NODE_ENV === 'development'
    ? (await import('../../../components/lesson/show-edits.tsx')).ShowEdits
    : null;

interface LessonPageProps {
  readonly params: Promise<{ lesson: string }>;
}

export async function generateStaticParams(): Promise<{ lesson: string }[]> {
  return (await thisCourse()).lessons.map(({ slug }) => ({ lesson: slug }));
}

export async function generateMetadata({ params }: LessonPageProps): Promise<Metadata> {
  const { entry } = await find(params);
  return { title: `${entry.title} · Drydock`, description: entry.content?.meta.summary };
}

export default async function LessonPage({ params }: LessonPageProps) {
  const { entry, previous, next } = await find(params);
  const lesson = entry.content;
  const Content = lesson && (await compiled(lesson));
  return (
    <LessonFrame lesson={entry} lab={Content ? (lesson?.lab ?? null) : null}>
      {lesson && Content ? (
        <LessonArticle lesson={entry} summary={lesson.meta.summary} previous={previous} next={next}>
          <Content components={componentsOf(lesson)} />
        </LessonArticle>
      ) : (
        <BrokenLesson next={next} />
      )}
      {ShowEdits && <ShowEdits />}
    </LessonFrame>
  );
}

async function find(params: LessonPageProps['params']) {
  const { lesson: slug } = await params;
  const { lessons } = await thisCourse();
  const index = lessons.findIndex((lesson) => lesson.slug === slug);
  const entry: OutlineLesson = lessons[index] ?? notFound();
  return { entry, previous: lessons[index - 1] ?? null, next: lessons[index + 1] ?? null };
}

/** Null when the MDX is wrong: the log has the place, the reader a page that says whose fault it is. */
async function compiled(lesson: Lesson): Promise<Prose | null> {
  return compileLesson(lesson).catch((error: unknown) => {
    if (!(error instanceof ContentError)) throw error;
    console.error(error.message);
    return null;
  });
}

function componentsOf(lesson: Lesson) {
  return lessonComponents({
    slug: lesson.slug,
    tasks: lesson.lab?.tasks ?? [],
    findFigure: (src) => findFigure(lesson, src),
  });
}
