import type { ActionId } from '../actions/catalogue.ts';
import { isWide } from '../actions/is-wide.ts';
import { useOffers } from '../actions/use-offers.ts';
import type { LabOffer } from './lab-offer.ts';
import { showPane } from './show-pane.ts';
import { type BenchView, viewsOf } from './view-tabs.tsx';

/** Each view above the terminals, as an action. */
export function useViewOffers(sandbox: LabOffer['sandbox'], onView: (view: BenchView) => void): void {
  const offers = viewsOf(sandbox).map(({ name }) => {
    const run = () => {
      showPane('upper');
      onView(name);
      document.getElementById(`bench-tab-${name}`)?.focus();
    };
    return [`view.${name}` satisfies ActionId, { run, isPossible: isWide }] as const;
  });
  useOffers(Object.fromEntries(offers));
}
