'use client';
import styles from './task.module.css';
import type { TaskStanding } from './task-standing.ts';

/** A shape and a word for how a task stands; never the colour alone. */
export function VerdictLine({
  standing,
  words,
}: {
  readonly standing: TaskStanding;
  readonly words: string;
}) {
  return (
    <p className={styles.verdict} role="status">
      <svg
        viewBox="0 0 14 14"
        width="14"
        height="14"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      >
        <Shape standing={standing} />
      </svg>
      {words}
    </p>
  );
}

function Shape({ standing }: { readonly standing: TaskStanding }) {
  switch (standing) {
    case 'holds':
      return <path d="M2 7.5l3.2 3.2L12 3.5" strokeWidth="2.2" />;
    case 'held':
      return <path d="M2 7.5l3.2 3.2L12 3.5" strokeWidth="1.4" />;
    case 'broken':
      return <path d="M7 1.5v6.5M7 10.5v2" strokeWidth="2.2" />;
    case 'checking':
      return <path d="M2 7h2.2M6 7h2.2M10 7h2.2" />;
    case 'not_yet':
      return <circle cx="7" cy="7" r="5" />;
    case 'open':
      return <path d="M2.5 2.5h9v9h-9z" strokeWidth="1.6" />;
  }
}
