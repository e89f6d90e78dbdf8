import { keepChoice } from './kept-choice.ts';
import { CODE_SIZE_KEY, CODE_SIZE_PX } from './theme.ts';

/** Size of letters in editor and terminal, in pixels of the page. */
export function codeSizePx(): number {
  return Number(document.documentElement.dataset.codeSize ?? CODE_SIZE_PX.normal);
}

/** Stays within what can be read and what fits. */
export function chooseCodeSize(px: number): void {
  const size = Math.min(CODE_SIZE_PX.most, Math.max(CODE_SIZE_PX.least, px));
  const isNormal = size === CODE_SIZE_PX.normal;
  if (isNormal) delete document.documentElement.dataset.codeSize;
  else document.documentElement.dataset.codeSize = String(size);
  keepChoice(CODE_SIZE_KEY, isNormal ? null : String(size));
}
