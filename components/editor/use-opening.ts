import { useCallback, useState } from 'react';
import type { LabWorkspace } from './use-workspace.ts';

/** Which file is asked for, whether the keyboard follows it, and whether the files cover the editor on a narrow screen. */
export function useOpening(workspace: LabWorkspace) {
  const [focusCall, setFocusCall] = useState(0);
  const [filesShown, setFilesShown] = useState(false);
  const open = useCallback(
    (path: string, intoEditor: boolean) => {
      workspace.show(path);
      setFilesShown(false);
      if (intoEditor) setFocusCall((calls) => calls + 1);
    },
    [workspace],
  );
  return { open, focusCall, filesShown, setFilesShown };
}

export type Opening = ReturnType<typeof useOpening>;
