import { type RefObject, useEffect } from 'react';
import type { LabWorkspace } from './use-workspace.ts';

/** Saves before anything can look at the files: a check, a command, another tab, a closed page. */
export function useEarlySaves(workspace: LabWorkspace | null, pane: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!workspace) return;
    const save = () => void workspace.open.flush();
    const saveUnlessInside = (event: Event) => {
      if (!pane.current?.contains(event.target as Node)) save();
    };
    const saveWhenHidden = () => {
      if (document.visibilityState === 'hidden') save();
    };
    // While capturing, so that the save is on its way before the button under the pointer does its work.
    document.addEventListener('pointerdown', saveUnlessInside, true);
    document.addEventListener('focusin', saveUnlessInside, true);
    document.addEventListener('visibilitychange', saveWhenHidden);
    window.addEventListener('pagehide', save);
    window.addEventListener('blur', save);
    return () => {
      document.removeEventListener('pointerdown', saveUnlessInside, true);
      document.removeEventListener('focusin', saveUnlessInside, true);
      document.removeEventListener('visibilitychange', saveWhenHidden);
      window.removeEventListener('pagehide', save);
      window.removeEventListener('blur', save);
    };
  }, [workspace, pane]);
}
