import { editorSplit, hiddenSide, hideSide, lessonSplit } from './split.ts';

/** The parts of a lesson's page that can be hidden. */
export type Pane = 'lesson' | 'upper' | 'terminal';

/** Brings back what was hidden, when something is about to happen in it. */
export function showPane(pane: Pane): void {
  const lessonSide = pane === 'lesson' ? 'first' : 'second';
  if (hiddenSide(lessonSplit) === lessonSide) hideSide(lessonSplit, null);
  if (pane === 'lesson') return;
  if (hiddenSide(editorSplit) === (pane === 'upper' ? 'first' : 'second')) hideSide(editorSplit, null);
}
