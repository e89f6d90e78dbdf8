'use client';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { ActionId } from '../actions/catalogue.ts';
import { keyAction } from '../actions/key-action.ts';
import { useOffers } from '../actions/use-offers.ts';
import { useTabOrder } from '../ui/use-tab-order.ts';
import styles from './file-tabs.module.css';
import { nameOf, parentOf } from './paths.ts';
import type { LabWorkspace, LabWorkspaceView } from './use-workspace.ts';

interface FileTabsProps {
  readonly workspace: LabWorkspace;
  readonly view: LabWorkspaceView;
  readonly onShow: (path: string) => void;
}

const KEYS = ['files.close', 'files.move-left', 'files.move-right'] as const satisfies readonly ActionId[];

/** The open files, as a list of buttons in an order of the learner's own: each shows its file, or closes it. */
export function FileTabs({ workspace, view, onShow }: FileTabsProps) {
  const list = useRef<HTMLUListElement>(null);
  const { active, tabs } = view;
  const order = useTabOrder({
    ids: tabs,
    nameOf,
    onMove: (path, to) => workspace.open.move(path, to),
  });
  useEffect(() => {
    if (active === null) return;
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  const at = active === null ? -1 : tabs.indexOf(active);
  const onActive = (run: (path: string) => void, isPossible: boolean) => ({
    run: () => active !== null && run(active),
    isPossible: () => isPossible,
  });
  useOffers({
    'files.close': onActive((path) => workspace.open.close(path), at >= 0),
    'files.move-left': onActive((path) => order.step(path, -1), at > 0),
    'files.move-right': onActive((path) => order.step(path, 1), at >= 0 && at < tabs.length - 1),
  });

  function onKeyDown(event: KeyboardEvent<HTMLElement>, path: string) {
    const { currentTarget, key, shiftKey } = event;
    const id = keyAction(event, 'tabs', KEYS);
    if (id === 'files.close') workspace.open.close(path);
    else if (id) order.step(path, id === 'files.move-left' ? -1 : 1, currentTarget);
    else if (!shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) focusNext(currentTarget, key);
    else return;
    event.preventDefault();
  }

  if (tabs.length === 0) return null;
  return (
    <nav aria-label="Open files" className={styles.tabs}>
      <ul ref={list}>
        {tabs.map((path) => {
          const isActive = path === active;
          const label = labelOf(path, tabs);
          return (
            <li
              key={path}
              data-active={isActive || undefined}
              data-beside={path === view.beside?.path || undefined}
              {...order.propsOf(path)}
            >
              <button
                type="button"
                aria-current={isActive ? 'page' : undefined}
                title={path}
                className={styles.tab}
                onClick={() => onShow(path)}
                onKeyDown={(event) => onKeyDown(event, path)}
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
      <span className="unseen" role="status">
        {order.said}
      </span>
    </nav>
  );
}

function focusNext(tab: HTMLElement, key: 'ArrowLeft' | 'ArrowRight'): void {
  const item = tab.closest('li');
  const next = key === 'ArrowLeft' ? item?.previousElementSibling : item?.nextElementSibling;
  next?.querySelector('button')?.focus();
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
