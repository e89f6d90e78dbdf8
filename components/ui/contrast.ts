import { keepChoice } from './kept-choice.ts';
import { CONTRAST_KEY } from './theme.ts';

export function isHighContrast(): boolean {
  return document.documentElement.dataset.contrast === 'more';
}

/** Choosing what the system says anyway means: follow the system again. */
export function chooseHighContrast(on: boolean): void {
  const contrast = on ? 'more' : 'normal';
  document.documentElement.dataset.contrast = contrast;
  const system = matchMedia('(prefers-contrast: more)').matches;
  keepChoice(CONTRAST_KEY, on === system ? null : contrast);
}
