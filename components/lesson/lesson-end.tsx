'use client';
import { useLab } from '../workbench/lab-context.ts';
import styles from './lesson-article.module.css';
import { useProgress } from './progress-store.ts';

interface LessonEndProps {
  readonly lesson: string;
  readonly tasks: readonly string[];
}

/** After the last word: what does not hold yet, with the way to it. */
export function LessonEnd({ lesson, tasks }: LessonEndProps) {
  const { passed = [], hintsOpened = 0 } = useProgress()?.lessons[lesson] ?? {};
  const now =
    useLab()
      ?.lab?.tasks.filter((task) => task.verdict?.verdict === 'pass')
      .map((task) => task.id) ?? [];
  const open = tasks.filter((task) => !passed.includes(task) && !now.includes(task));
  if (open.length === tasks.length) return null;
  return (
    <p className={styles.holding} role="status">
      {open.length === 0 ? (
        <>
          <b>{tasks.length === 1 ? 'The task holds.' : `All ${tasks.length} tasks hold.`}</b> This lesson is
          done{hintsWords(hintsOpened)}.
        </>
      ) : (
        <>
          {tasks.length - open.length} of {tasks.length} tasks hold.{' '}
          <a href={`#task-${open[0]}`}>Go to the first that does not yet</a>
        </>
      )}
    </p>
  );
}

/** To look back on, not to be judged by. */
function hintsWords(opened: number): string {
  if (opened === 0) return '';
  return opened === 1 ? ', with one hint' : `, with ${opened} hints`;
}
