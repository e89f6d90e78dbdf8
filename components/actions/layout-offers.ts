import { movePane } from '../workbench/pane-focus.ts';
import {
  besideSplit,
  editorSplit,
  filesSplit,
  type HiddenSide,
  hiddenSide,
  hideSide,
  lessonSplit,
  type Split,
  setShare,
} from '../workbench/split.ts';
import type { Offer, Offers } from './board.ts';
import { isWide } from './is-wide.ts';

/** Panes that go away and come back. */
export function layoutOffers(): Offers {
  return {
    'layout.lesson-only': {
      ...hiding(lessonSplit, 'second'),
      isOn: () => hiddenSide(lessonSplit) === 'second',
    },
    'layout.tools-only': { ...hiding(lessonSplit, 'first'), isOn: () => hiddenSide(lessonSplit) === 'first' },
    'layout.upper': hiding(editorSplit, 'first'),
    'layout.terminal': hiding(editorSplit, 'second'),
    'layout.files': hiding(filesSplit, 'first'),
    'layout.reset': { run: resetLayout, isPossible: () => isThere(lessonSplit) },
  };
}

function isThere({ name }: Split): boolean {
  return isWide() && document.querySelector(`[data-split="${name}"]`)?.checkVisibility() === true;
}

/** On while it is shown. */
function hiding(split: Split, side: Exclude<HiddenSide, null>): Offer {
  return {
    run: () => {
      const focused = document.activeElement;
      hideSide(split, hiddenSide(split) === side ? null : side);
      // The keyboard does not stay in what is gone.
      if (focused?.checkVisibility() === false) movePane('on');
    },
    isOn: () => hiddenSide(split) !== side,
    isPossible: () => isThere(split),
  };
}

function resetLayout(): void {
  for (const split of [lessonSplit, editorSplit, filesSplit, besideSplit]) {
    setShare(split, null);
    hideSide(split, null);
  }
}
