'use client';
import type { ReactNode } from 'react';
import { lessonState, moduleProgress, type ProgressMap } from '../../lib/progress/progress-map.ts';
import { useProgress } from '../lesson/progress-store.ts';
import styles from './course-map.module.css';
import type { MapLesson, MapModule, MapPart } from './map-course.ts';

interface CourseMapProps {
  readonly parts: readonly MapPart[];
  /** By the module's slug, drawn on the server. */
  readonly drawings: Readonly<Record<string, ReactNode>>;
}

/** The course as a table that people read. Whole without JavaScript; then what is done is filled in. */
export function CourseMap({ parts, drawings }: CourseMapProps) {
  const progress = useProgress();
  return (
    <div className={styles.map}>
      {parts.map((part) => (
        <section key={part.title} aria-label={part.title}>
          <div className={styles.part}>
            <h2>{part.title}</h2>
            <p>{size(part)}</p>
          </div>
          {part.modules.map((module) => (
            <ModuleRow
              key={module.slug}
              module={module}
              drawing={drawings[module.slug]}
              progress={progress}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

interface ModuleRowProps {
  readonly module: MapModule;
  readonly drawing: ReactNode;
  readonly progress: ProgressMap | null;
}

function ModuleRow({ module, drawing, progress }: ModuleRowProps) {
  return (
    <div className={styles.row}>
      <div className={styles.drawing}>{drawing}</div>
      <div>
        <h3>{module.title}</h3>
        <p className={styles.summary}>{module.summary}</p>
      </div>
      <ul className={styles.lessons}>
        {module.lessons.map((lesson) => (
          <li key={lesson.slug}>
            <LessonLink lesson={lesson} progress={progress} />
          </li>
        ))}
      </ul>
      <p className={styles.howFar}>{moduleProgress(module.lessons, progress)}</p>
    </div>
  );
}

const WORDS = { new: '', started: ', begun', done: ', done' } as const;

function LessonLink({
  lesson,
  progress,
}: {
  readonly lesson: MapLesson;
  readonly progress: ProgressMap | null;
}) {
  const state = lessonState(lesson, progress);
  return (
    <a href={`/learn/${lesson.slug}`} className={styles.lesson} data-state={state}>
      <svg viewBox="0 0 12 12" width="11" height="11" aria-hidden="true">
        <circle cx="6" cy="6" r="4.7" />
        {state === 'started' && <path d="M6 1.3a4.7 4.7 0 0 0 0 9.4z" />}
      </svg>
      <span>
        {lesson.name}
        <span className="unseen">{WORDS[state]}</span>
      </span>
    </a>
  );
}

function size({ modules }: MapPart): string {
  const lessons = modules.reduce((sum, module) => sum + module.lessons.length, 0);
  return `${count(modules.length, 'module')}, ${count(lessons, 'lesson')}`;
}

function count(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
