import type { ReactNode } from 'react';
import styles from './callout.module.css';

interface CalloutProps {
  readonly kind: 'attacker' | 'defender' | 'note';
  readonly title?: string;
  readonly children?: ReactNode;
}

const TITLES = {
  attacker: 'What an attacker does with this',
  defender: 'What a defender checks',
  note: 'Note',
} as const;

export function Callout({ kind, title = TITLES[kind], children }: CalloutProps) {
  return (
    // A note and not a landmark: a lesson has many, and they belong to its text.
    <div role="note" className={styles.callout} data-kind={kind} aria-label={title}>
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  );
}
