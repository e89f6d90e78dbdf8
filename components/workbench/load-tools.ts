import { loadTerminals } from './load-terminals.ts';

/** The tools of a running lab are not in what a lesson page loads first. */
export const loadPanes = () => import('./bench-panes.tsx');

/** A start is likely. Of the tools only the terminal: it is what one types into, and what one waits for. */
export function preloadTerminals(): void {
  // Said by whoever shows them.
  void Promise.all([loadPanes(), loadTerminals()]).catch(() => {});
}
