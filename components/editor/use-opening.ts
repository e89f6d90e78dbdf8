import { useCallback, useRef, useState } from 'react';
import type { LabWorkspace } from './use-workspace.ts';

/** Of two files side by side. */
export type Side = 'main' | 'beside';

const NEVER: Readonly<Record<Side, number>> = { main: 0, beside: 0 };

/** Which file is asked for and on which side, whether the keyboard follows, and whether the files cover a narrow screen. */
export function useOpening(workspace: LabWorkspace) {
  const [focusCalls, setFocusCalls] = useState(NEVER);
  const [filesShown, setFilesShown] = useState(false);
  const worked = useRef<Side>('main');
  const open = useCallback(
    (path: string, intoEditor: boolean) => {
      const side = workspace.open.beside === null ? 'main' : worked.current;
      if (side === 'beside') workspace.showBeside(path);
      else workspace.show(path);
      setFilesShown(false);
      if (intoEditor) setFocusCalls((calls) => ({ ...calls, [side]: calls[side] + 1 }));
    },
    [workspace],
  );
  /** A file goes to the side that was worked in last. */
  const work = useCallback((side: Side) => {
    worked.current = side;
  }, []);
  return { open, work, focusCalls, filesShown, setFilesShown };
}

export type Opening = ReturnType<typeof useOpening>;
