import type { ReactNode } from 'react';
import styles from './message.module.css';

interface MessageProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A page that has one thing to say, and the next step. */
export function Message({ title, children }: MessageProps) {
  return (
    <div className={styles.message}>
      <h1>{title}</h1>
      {children}
    </div>
  );
}
