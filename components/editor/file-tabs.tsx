'use client';
import { useEffect, useRef } from 'react';
import styles from './file-tabs.module.css';
import { nameOf, parentOf } from './paths.ts';
import type { LabWorkspace, LabWorkspaceView } from './use-workspace.ts';

interface FileTabsProps {
  readonly workspace: LabWorkspace;
  readonly view: LabWorkspaceView;
  readonly onShow: (path: string) => void;
}

/** The open files, as a list of buttons: each shows its file, or closes it. */
export function FileTabs({ workspace, view, onShow }: FileTabsProps) {
  const list = useRef<HTMLUListElement>(null);
  const { active } = view;
  useEffect(() => {
    if (active === null) return;
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  if (view.tabs.length === 0) return null;
  return (
    <nav aria-label="Open files" className={styles.tabs}>
      <ul ref={list}>
        {view.tabs.map((path) => {
          const isActive = path === active;
          const label = labelOf(path, view.tabs);
          return (
            <li key={path} data-active={isActive || undefined}>
              <button
                type="button"
                aria-current={isActive ? 'page' : undefined}
                title={path}
                className={styles.tab}
                onClick={() => onShow(path)}
                onKeyDown={(event) => event.key === 'Delete' && workspace.open.close(path)}
                onAuxClick={(event) => event.button === 1 && workspace.open.close(path)}
              >
                {label}
                {needsAttention(workspace, path) && <span className={styles.mark}>not saved</span>}
              </button>
              <button
                type="button"
                className={styles.close}
                aria-label={`Close ${label}`}
                onClick={() => workspace.open.close(path)}
              >
                ×
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** The name, with its folder where two open files are called alike. */
function labelOf(path: string, all: readonly string[]): string {
  const isAlone = all.filter((other) => nameOf(other) === nameOf(path)).length === 1;
  const folder = nameOf(parentOf(path));
  return isAlone || folder === '' ? nameOf(path) : `${folder}/${nameOf(path)}`;
}

function needsAttention(workspace: LabWorkspace, path: string): boolean {
  const file = workspace.open.get(path);
  if (file?.kind !== 'text') return false;
  const { kind } = file.sync.state;
  return kind === 'failed' || kind === 'waiting' || kind === 'conflict';
}
