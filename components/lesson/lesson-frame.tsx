import type { ReactNode } from 'react';
import type { LessonLab } from '../../lib/lesson/load-lesson.ts';
import type { OutlineLesson } from '../../lib/outline/course-outline.ts';
import { Breadcrumb } from '../ui/breadcrumb.tsx';
import { SiteHeader } from '../ui/site-header.tsx';
import { LabProvider } from '../workbench/lab-provider.tsx';
import { LabStatus } from '../workbench/lab-status.tsx';
import { Workbench } from '../workbench/workbench.tsx';
import styles from './lesson-frame.module.css';

interface LessonFrameProps {
  readonly lesson: OutlineLesson;
  /** Null for a lesson to read, and for one whose text is broken. */
  readonly lab: LessonLab | null;
  readonly children: ReactNode;
}

/** The page of a lesson: header, text, and the workbench beside it where the lesson has a lab. */
export function LessonFrame({ lesson, lab, children }: LessonFrameProps) {
  const where = <Breadcrumb module={lesson.moduleTitle} lesson={lesson.name} />;
  if (!lab) {
    return (
      <>
        <SiteHeader where={where} />
        <main id="main" className={styles.alone}>
          {children}
        </main>
      </>
    );
  }
  const taskCount = lab.tasks.length;
  return (
    <LabProvider lesson={lesson.slug}>
      <div className={styles.frame}>
        <SiteHeader where={where}>
          <LabStatus taskCount={taskCount} />
        </SiteHeader>
        <Workbench sandbox={lab.sandbox} minutes={lab.minutes} taskCount={taskCount}>
          <main id="main" className={styles.beside}>
            {children}
          </main>
        </Workbench>
      </div>
    </LabProvider>
  );
}
