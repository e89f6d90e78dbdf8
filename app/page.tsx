import type { Metadata } from 'next';
import { CourseMap } from '../components/course/course-map.tsx';
import { LeftOff } from '../components/course/left-off.tsx';
import { mapCourse } from '../components/course/map-course.ts';
import { ModuleDrawing } from '../components/course/module-drawing.tsx';
import { SiteHeader } from '../components/ui/site-header.tsx';
import { thisCourse } from '../lib/outline/this-course.ts';
import styles from './home.module.css';

export async function generateMetadata(): Promise<Metadata> {
  const { title, summary } = await thisCourse();
  return { title: `Drydock: ${title}`, description: summary };
}

export default async function Home() {
  const course = await thisCourse();
  const parts = mapCourse(course);
  const modules = parts.flatMap((part) => part.modules);
  const lessons = modules.flatMap((module) => module.lessons);
  const drawings = Object.fromEntries(
    modules.map(({ slug }) => [slug, <ModuleDrawing key={slug} module={slug} />]),
  );
  return (
    <>
      <SiteHeader />
      <main id="main">
        <div className={styles.top}>
          <div>
            <h1>{course.title}</h1>
            <p className={styles.lead}>{course.summary}</p>
          </div>
          <LeftOff lessons={lessons} />
        </div>
        <CourseMap parts={parts} drawings={drawings} />
      </main>
    </>
  );
}
