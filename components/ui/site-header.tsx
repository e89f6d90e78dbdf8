import type { ReactNode } from 'react';
import { ActionBar } from '../actions/action-bar.tsx';
import { Mark } from './mark.tsx';
import styles from './site-header.module.css';
import { ThemeToggle } from './theme-toggle.tsx';

interface SiteHeaderProps {
  /** Beside the name: where the reader is. */
  readonly where?: ReactNode;
  /** Right side, before the theme. */
  readonly children?: ReactNode;
}

export function SiteHeader({ where, children }: SiteHeaderProps) {
  return (
    <header className={styles.header}>
      <a href="/" className={styles.mark}>
        <Mark />
        <span className={styles.name}>Drydock</span>
      </a>
      {where}
      <div className={styles.right}>
        {children}
        <ActionBar />
        <ThemeToggle />
      </div>
    </header>
  );
}
