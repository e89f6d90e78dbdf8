import { keepChoice } from './kept-choice.ts';
import { THEME_KEY } from './theme.ts';

export type Theme = 'light' | 'dark';

export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
}

/** Choosing what the system says anyway means: follow the system again. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  keepChoice(THEME_KEY, theme === system ? null : theme);
}
