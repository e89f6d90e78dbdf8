'use client';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { DeleteQuestion } from './delete-question.tsx';
import styles from './file-tree.module.css';
import type { TreeRow } from './file-tree.ts';
import { NameField } from './name-field.tsx';
import { joinPath, parentOf } from './paths.ts';
import { TreeRowView } from './tree-row.tsx';
import { neighbourOf, type Tree, useTreeKeys } from './use-tree.ts';
import type { LabWorkspace } from './use-workspace.ts';

interface FileTreeViewProps {
  readonly workspace: LabWorkspace;
  readonly tree: Tree;
  readonly labelledBy: string;
  /** The file in the editor. */
  readonly active: string | null;
  readonly dropFolder: string | null;
  readonly onMenu: (at: { x: number; y: number }, path: string) => void;
}

/** The tree, by the WAI-ARIA pattern. */
export function FileTreeView({ workspace, tree, labelledBy, active, dropFolder, onMenu }: FileTreeViewProps) {
  const actOnKey = useTreeKeys(tree);

  function onKeyDown(event: KeyboardEvent) {
    const row = (event.target as Element).closest<HTMLElement>('[data-path]');
    const wantsMenu = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
    if (wantsMenu && row?.dataset.path !== undefined) onMenu(below(row), row.dataset.path);
    else if (!actOnKey(event)) return;
    event.preventDefault();
  }

  function onPointerMenu(event: MouseEvent, path: string) {
    // The menu key comes as a click without a place.
    if (event.clientX === 0 && event.clientY === 0) return;
    event.preventDefault();
    event.stopPropagation();
    tree.focusRow(path);
    onMenu({ x: event.clientX, y: event.clientY }, path);
  }

  return (
    <div
      ref={tree.element}
      role="tree"
      tabIndex={-1}
      aria-labelledby={labelledBy}
      className={styles.tree}
      data-drop={dropFolder === '' || undefined}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const row = event.target.closest<HTMLElement>('[data-path]');
        if (row?.dataset.path !== undefined) tree.setFocused(row.dataset.path);
      }}
    >
      {tree.rows.map((row) => (
        <TreeRowView
          key={row.entry.path}
          row={row}
          tabbable={row.entry.path === tree.tabbable}
          selected={row.entry.path === active}
          dropTarget={dropFolder === row.entry.path}
          onClick={() => tree.activate(row.entry.path, false)}
          onMenu={(event) => onPointerMenu(event, row.entry.path)}
          inPlace={questionFor(row, workspace, tree)}
        />
      ))}
    </div>
  );
}

function questionFor(row: TreeRow, workspace: LabWorkspace, tree: Tree): ReactNode {
  const { task } = tree;
  const { path, type } = row.entry;
  if (task === null || task.kind === 'create' || task.path !== path) return null;
  if (task.kind === 'delete') {
    return (
      <DeleteQuestion
        name={row.name}
        isFolder={type === 'folder'}
        remove={() => workspace.remove(path)}
        onEnd={(removed) => tree.endTask(removed ? neighbourOf(tree.rows, path) : path)}
      />
    );
  }
  return (
    <NameField
      label={`New name of ${row.name}`}
      initial={row.name}
      submit={(name) => workspace.rename(path, joinPath(parentOf(path), name))}
      onEnd={(name) => tree.endTask(name === null ? path : joinPath(parentOf(path), name))}
    />
  );
}

function below(row: HTMLElement): { x: number; y: number } {
  const box = row.getBoundingClientRect();
  return { x: box.left + 24, y: box.bottom };
}
