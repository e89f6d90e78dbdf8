import { useCallback, useEffect, useState } from 'react';
import { useLab } from '../workbench/lab-context.ts';

/** The terminals over the whole page, until the learner or the end of the lab takes that back. base.css has the rest. */
export function useFullPage() {
  const [isWanted, setWanted] = useState(false);
  const state = useLab()?.lab?.state;
  const isFull = isWanted && (state === 'ready' || state === 'frozen');
  useEffect(() => {
    if (!isFull) return;
    document.documentElement.dataset.full = 'terminal';
    return () => {
      delete document.documentElement.dataset.full;
    };
  }, [isFull]);
  return { isFull, toggle: useCallback(() => setWanted((wanted) => !wanted), []) };
}
