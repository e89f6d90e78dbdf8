import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** What the tree asks for in place. */
export type TreeTask =
  | { readonly kind: 'create'; readonly what: 'file' | 'folder'; readonly folder: string }
  | { readonly kind: 'rename' | 'delete'; readonly path: string };

/** Moves the keyboard to a row; it may be drawn only with the next render. */
export function useRowFocus(tree: RefObject<HTMLElement | null>) {
  const wanted = useRef<string | null>(null);
  const focusRow = useCallback(
    (path: string | null): boolean => {
      if (path === null) return false;
      const row = tree.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
      row?.focus();
      return row !== null && row !== undefined;
    },
    [tree],
  );
  // After every render: the row comes with the listing, which may take a moment.
  useEffect(() => {
    if (wanted.current !== null && focusRow(wanted.current)) wanted.current = null;
  });
  const focusSoon = useCallback((path: string | null) => {
    wanted.current = path;
  }, []);
  return { focusRow, focusSoon };
}

/** One question at a time; when it is over the keyboard is back in the tree. */
export function useTreeTask(focusSoon: (path: string | null) => void, expand: (path: string) => void) {
  const [task, setTask] = useState<TreeTask | null>(null);
  return {
    task,
    ask(next: TreeTask): void {
      if (next.kind === 'create' && next.folder !== '') expand(next.folder);
      setTask(next);
    },
    endTask(focus: string | null): void {
      setTask(null);
      focusSoon(focus);
    },
  };
}
