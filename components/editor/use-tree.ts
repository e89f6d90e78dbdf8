import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { type TreeRow, visibleRows } from './file-tree.ts';
import { isWithin, parentOf } from './paths.ts';
import { findByTyping, moveInTree } from './tree-keys.ts';
import { useRowFocus, useTreeTask } from './use-tree-task.ts';
import type { FolderView, LabWorkspace } from './use-workspace.ts';

const TYPING_PAUSE_MS = 700;

type OpenFile = (path: string, intoEditor: boolean) => void;

/** Focus, expansion and questions of the file tree. */
export function useTree(workspace: LabWorkspace, view: FolderView, openFile: OpenFile) {
  const element = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(view.active);
  const { focusRow, focusSoon } = useRowFocus(element);
  const tasks = useTreeTask(focusSoon, (path) => workspace.setExpanded(path, true));
  const { children, entries } = view.listing;
  const rows = useMemo(() => visibleRows(children, view.expanded), [children, view.expanded]);
  const tabbable = rows.some((row) => row.entry.path === focused) ? focused : (rows[0]?.entry.path ?? null);

  return {
    ...tasks,
    element,
    rows,
    focused,
    setFocused,
    /** The one row that Tab reaches. */
    tabbable,
    focusRow,
    /** Where something new goes: into the folder, or beside the file. */
    folderAt(path: string | null): string {
      if (path === null) return '';
      return entries.get(path)?.type === 'folder' ? path : parentOf(path);
    },
    activate(path: string, intoEditor: boolean): void {
      if (entries.get(path)?.type === 'folder') workspace.setExpanded(path, !view.expanded.has(path));
      else openFile(path, intoEditor);
    },
    setExpanded: (path: string, expanded: boolean) => workspace.setExpanded(path, expanded),
  };
}

export type Tree = ReturnType<typeof useTree>;

/** Returns what acts on a key; true when the key was one of the tree's. */
export function useTreeKeys(tree: Tree): (event: KeyboardEvent) => boolean {
  const typing = useRef({ text: '', at: 0 });
  const { rows, focused } = tree;

  function typeAhead(key: string): boolean {
    const { text, at } = typing.current;
    const now = performance.now();
    typing.current = { text: now - at < TYPING_PAUSE_MS ? text + key : key, at: now };
    tree.focusRow(findByTyping(rows, focused, typing.current.text));
    return true;
  }

  function plain(key: string, path: string): boolean {
    const move = moveInTree(rows, path, key);
    if (move?.type === 'focus') tree.focusRow(move.path);
    else if (move) tree.setExpanded(move.path, move.type === 'expand');
    else if (key === 'Enter' || key === ' ') tree.activate(path, key === 'Enter');
    else if (key === 'F2') tree.ask({ kind: 'rename', path });
    else if (key === 'Delete') tree.ask({ kind: 'delete', path });
    else return key.length === 1 && typeAhead(key);
    return true;
  }

  return (event) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (altKey && event.code === 'KeyN') {
      tree.ask({ kind: 'create', what: shiftKey ? 'folder' : 'file', folder: tree.folderAt(focused) });
      return true;
    }
    return !altKey && !ctrlKey && !metaKey && focused !== null && plain(key, focused);
  };
}

/** The row that the keyboard goes to when this one is deleted. */
export function neighbourOf(rows: readonly TreeRow[], path: string): string | null {
  const index = rows.findIndex((row) => row.entry.path === path);
  const below = rows.slice(index + 1).find((row) => !isWithin(row.entry.path, path));
  return (below ?? rows[index - 1])?.entry.path ?? null;
}
