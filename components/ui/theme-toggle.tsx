'use client';
import { useSyncExternalStore } from 'react';
import styles from './site-header.module.css';
import { THEME_KEY } from './theme.ts';

/** Says what a press gives. Choosing what the system says anyway means: follow the system again. */
export function ThemeToggle() {
  const theme = useSyncExternalStore(onThemeChange, currentTheme, () => 'light');
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" className={styles.theme} onClick={() => choose(other)}>
      <span className="unseen">Change to the </span>
      {other === 'dark' ? 'Dark' : 'Light'}
      <span className="unseen"> theme</span>
    </button>
  );
}

function currentTheme(): string {
  return document.documentElement.dataset.theme ?? 'light';
}

function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

function choose(theme: 'light' | 'dark'): void {
  document.documentElement.dataset.theme = theme;
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  try {
    if (theme === system) localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Storage is closed to us: the choice holds for this page.
  }
}
