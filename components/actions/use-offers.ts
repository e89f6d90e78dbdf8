import { useEffect, useRef } from 'react';
import { board, type Offers } from './board.ts';

/** Offers actions for as long as the component is there. */
export function useOffers(offers: Offers): void {
  const latest = useRef(offers);
  latest.current = offers;
  useEffect(() => board.offer(() => latest.current), []);
}
