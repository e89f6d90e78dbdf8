import type { ReactNode } from 'react';
import type { OutlineLesson } from '../../lib/outline/course-outline.ts';
import styles from './lesson-article.module.css';
import { LessonEnd } from './lesson-end.tsx';
import { Notes } from './notes.tsx';
import prose from './prose.module.css';
import { RecordVisit } from './record-visit.tsx';

interface LessonArticleProps {
  readonly lesson: OutlineLesson;
  readonly summary: string;
  readonly previous: OutlineLesson | null;
  readonly next: OutlineLesson | null;
  readonly children: ReactNode;
}

export function LessonArticle({ lesson, summary, previous, next, children }: LessonArticleProps) {
  return (
    <article>
      <p className={styles.kicker}>{kicker(lesson)}</p>
      <h1 className={styles.title}>{lesson.title}</h1>
      <p className={styles.lead}>{summary}</p>
      <div className={prose.prose}>{children}</div>
      <footer className={styles.end}>
        {lesson.tasks.length > 0 && <LessonEnd lesson={lesson.slug} tasks={lesson.tasks} />}
        <Notes lesson={lesson.slug} />
        <nav className={styles.turn} aria-label="Other lessons">
          {previous && (
            <a href={`/learn/${previous.slug}`} rel="prev">
              <span>Before</span>
              {previous.name}
            </a>
          )}
          {next ? (
            <a href={`/learn/${next.slug}`} rel="next" className={styles.next}>
              <span>Next</span>
              {next.name}
            </a>
          ) : (
            <a href="/" className={styles.next}>
              <span>The last lesson for now</span>
              Course map
            </a>
          )}
        </nav>
      </footer>
      <RecordVisit lesson={lesson.slug} />
    </article>
  );
}

function kicker({ number, siblings, minutes }: OutlineLesson): string {
  return siblings === 1 ? `${minutes} minutes` : `Lesson ${number} of ${siblings}, ${minutes} minutes`;
}
