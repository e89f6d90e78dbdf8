'use client';
import { useSyncExternalStore } from 'react';
import type { ProgressMap } from '../../lib/progress/progress-map.ts';
import { RETURNING_KEY } from '../ui/theme.ts';

const FRESH_MS = 2_000;

/** One copy of the learner's progress for all the small leaves of a page; asked for when the first of them appears. */
function createProgressStore() {
  const listeners = new Set<() => void>();
  const state: { map: ProgressMap | null; askedAt: number } = {
    map: null,
    askedAt: Number.NEGATIVE_INFINITY,
  };

  async function refresh(): Promise<void> {
    if (performance.now() - state.askedAt < FRESH_MS) return;
    state.askedAt = performance.now();
    const answer = await fetch('/api/progress').catch(() => null);
    if (!answer?.ok) return;
    state.map = (await answer.json()) as ProgressMap;
    rememberReturning(Object.keys(state.map.lessons).length > 0);
    for (const listener of listeners) listener();
  }

  return {
    snapshot: () => state.map,
    subscribe(listener: () => void) {
      listeners.add(listener);
      void refresh();
      return () => listeners.delete(listener);
    },
  };
}

const store = createProgressStore();

/** Null until known, and while the page is rendered on the server. */
export function useProgress(): ProgressMap | null {
  return useSyncExternalStore(store.subscribe, store.snapshot, () => null);
}

function rememberReturning(returning: boolean): void {
  if (!returning) delete document.documentElement.dataset.returning;
  try {
    if (returning) localStorage.setItem(RETURNING_KEY, '1');
    else localStorage.removeItem(RETURNING_KEY);
  } catch {
    // Storage is closed to us: the page greets a returning learner a moment late.
  }
}
