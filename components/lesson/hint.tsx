import type { ReactNode } from 'react';
import button from '../ui/button.module.css';
import styles from './task.module.css';

export interface HintProps {
  readonly children?: ReactNode;
  readonly number?: number;
  readonly total?: number;
}

/** Opens by itself, without script; the style sheet shows the next one only when this one is open. */
export function Hint({ children, number = 1, total = 1 }: HintProps) {
  return (
    <details className={styles.hint} data-hint={number}>
      <summary className={button.plain}>{total === 1 ? 'Hint' : `Hint ${number} of ${total}`}</summary>
      <div className={styles.help}>{children}</div>
    </details>
  );
}
