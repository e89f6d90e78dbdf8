/** Which actions can be done on this page now, and by whom. Small: it is part of the first load. */
import type { ActionId } from './catalogue.ts';

export interface Offer {
  run(): void;
  /** For what is on or off. */
  isOn?(): boolean;
  isPossible?(): boolean;
}

export type Offers = { readonly [Id in ActionId]?: Offer };

function createBoard() {
  const all: (() => Offers)[] = [];
  return {
    /** Returns how to take the offers back. They are read anew each time somebody asks. */
    offer(offers: () => Offers): () => void {
      all.push(offers);
      return () => {
        all.splice(all.indexOf(offers), 1);
      };
    },
    /** Who offered last goes first. */
    find(id: ActionId): Offer | undefined {
      for (const offers of all.toReversed()) {
        const offer = offers()[id];
        if (offer && (offer.isPossible?.() ?? true)) return offer;
      }
      return undefined;
    },
  };
}

/** One for the page: whoever can do something says so here. */
export const board = createBoard();
