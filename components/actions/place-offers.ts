import { focusPane, movePane } from '../workbench/pane-focus.ts';
import { type Pane, showPane } from '../workbench/show-pane.ts';
import type { Offer, Offers } from './board.ts';
import { isWide } from './is-wide.ts';

/** Where one can go on the page, and from it. */
export function placeOffers(): Offers {
  return {
    'actions.keys': { run: () => void window.open('/keys', '_blank', 'noopener') },
    'go.lesson': toPane('lesson', '[data-pane="lesson"]'),
    'go.tools': toPane('upper', '[role="tabpanel"][data-pane]:not([hidden])'),
    'go.terminal': toPane('terminal', '[data-pane="terminal"]'),
    'go.next-pane': { run: () => movePane('on'), isPossible: hasPanes },
    'go.previous-pane': { run: () => movePane('back'), isPossible: hasPanes },
    'go.next-lesson': follow('a[rel="next"]'),
    'go.previous-lesson': follow('a[rel="prev"]'),
    'go.home': { run: () => location.assign('/'), isPossible: () => location.pathname !== '/' },
  };
}

function hasPanes(): boolean {
  return isWide() && document.querySelectorAll('[data-pane]').length > 1;
}

function toPane(pane: Pane, selector: string): Offer {
  const find = () => document.querySelector<HTMLElement>(selector);
  return {
    run: () => {
      showPane(pane);
      const element = find();
      if (element) focusPane(element);
    },
    isPossible: () => isWide() && find() !== null,
  };
}

function follow(selector: string): Offer {
  const find = () => document.querySelector<HTMLAnchorElement>(selector);
  return { run: () => find()?.click(), isPossible: () => find() !== null };
}
