'use client';
import { useSyncExternalStore } from 'react';
import { onLook } from './on-look.ts';
import styles from './site-header.module.css';
import { chooseTheme, currentTheme } from './theme-choice.ts';

/** Says what a press gives. */
export function ThemeToggle() {
  const theme = useSyncExternalStore(onLook, currentTheme, () => 'light');
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" className={styles.theme} onClick={() => chooseTheme(other)}>
      <span className="unseen">Change to the </span>
      {other === 'dark' ? 'Dark' : 'Light'}
      <span className="unseen"> theme</span>
    </button>
  );
}
