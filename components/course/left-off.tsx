'use client';
import { nextLesson, type ProgressMap, tasksHeld } from '../../lib/progress/progress-map.ts';
import { useProgress } from '../lesson/progress-store.ts';
import button from '../ui/button.module.css';
import styles from './left-off.module.css';
import type { MapLesson } from './map-course.ts';

/** Where to begin, or to go on. Says 'Start here' until the learner's progress is known. */
export function LeftOff({ lessons }: { readonly lessons: readonly MapLesson[] }) {
  const progress = useProgress();
  const next = lessons.find((lesson) => lesson.slug === nextLesson(lessons, progress)?.slug);
  const isNew = progress === null || Object.keys(progress.lessons).length === 0;
  if (!next) return <AllDone lessons={lessons} />;
  return (
    <aside
      className={styles.card}
      data-known={progress !== null}
      aria-label={isNew ? 'Start here' : 'Where you left off'}
    >
      <p className={styles.kicker}>{isNew ? 'Start here' : 'Where you left off'}</p>
      <h2>{next.title}</h2>
      <p className={styles.where}>{sentence(next, progress)}</p>
      <p className={styles.go}>
        <a href={`/learn/${next.slug}`} className={`${button.act} ${button.large}`}>
          {progress?.lessons[next.slug] ? 'Continue' : 'Start'}
        </a>
        <span>{next.minutes} minutes</span>
      </p>
    </aside>
  );
}

function AllDone({ lessons }: { readonly lessons: readonly MapLesson[] }) {
  const last = lessons.at(-1);
  return (
    <aside className={styles.card} data-known="true" aria-label="Every task holds">
      <p className={styles.kicker}>Every task of every lesson holds</p>
      <h2>The ship is ready to leave</h2>
      <p className={styles.where}>Any lesson can be taken again: its lab starts afresh.</p>
      {last && (
        <p className={styles.go}>
          <a href={`/learn/${last.slug}`} className={`${button.plain} ${button.large}`}>
            {last.name}
          </a>
        </p>
      )}
    </aside>
  );
}

function sentence(lesson: MapLesson, progress: ProgressMap | null): string {
  const where =
    lesson.siblings === 1
      ? `${lesson.moduleTitle}.`
      : `${lesson.moduleTitle}, lesson ${lesson.number} of ${lesson.siblings}.`;
  if (!progress?.lessons[lesson.slug] || lesson.tasks.length === 0) return where;
  const held = tasksHeld(lesson, progress);
  const all = numeral(lesson.tasks.length);
  if (held === 0) return `${where} None of ${all} tasks holds yet.`;
  return `${where} ${capital(numeral(held))} of ${all} tasks ${held === 1 ? 'holds' : 'hold'}.`;
}

const NUMERALS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

function numeral(n: number): string {
  return NUMERALS[n] ?? String(n);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
