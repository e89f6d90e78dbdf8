import { type KeyboardEvent, useState } from 'react';
import styles from './tab-bar.module.css';
import { defaultName, type TerminalTab } from './tab-list.ts';
import { TabName } from './tab-name.tsx';
import type { TerminalTabsState } from './use-terminal-tabs.ts';

interface TabBarProps {
  readonly state: TerminalTabsState;
  readonly titles: (id: string) => string;
  readonly onClose: (id: string) => void;
}

/** The terminals of the lab as tabs: arrows move, Delete closes, F2 or a double click names. */
export function TabBar({ state, titles, onClose }: TabBarProps) {
  const [naming, setNaming] = useState<string | null>(null);
  const { tabs, active } = state.list;

  function onKeyDown(event: KeyboardEvent, tab: TerminalTab, index: number) {
    const target = targetOf(event.key, index, tabs.length);
    if (target !== undefined) {
      const next = tabs[target];
      if (next) state.select(next.id);
      document.getElementById(tabId(next?.id ?? ''))?.focus();
    } else if (event.key === 'Delete') onClose(tab.id);
    else if (event.key === 'F2') setNaming(tab.id);
    else return;
    event.preventDefault();
  }

  return (
    <div className={styles.bar}>
      <div role="tablist" aria-label="Terminals" className={styles.tabs}>
        {tabs.map((tab, index) =>
          naming === tab.id ? (
            <TabName
              key={tab.id}
              name={nameOf(tab)}
              onDone={(name) => {
                if (name !== null) state.rename(tab.id, name);
                setNaming(null);
              }}
            />
          ) : (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={tabId(tab.id)}
              className={styles.tab}
              aria-selected={tab.id === active}
              aria-controls={PANEL_ID}
              aria-keyshortcuts="Delete F2"
              tabIndex={tab.id === active ? 0 : -1}
              onClick={() => state.select(tab.id)}
              onDoubleClick={() => setNaming(tab.id)}
              onKeyDown={(event) => onKeyDown(event, tab, index)}
              // The middle button closes, as in every browser.
              onAuxClick={(event) => event.button === 1 && onClose(tab.id)}
            >
              {nameOf(tab)}
              {titles(tab.id) && <span className={styles.title}>{titles(tab.id)}</span>}
              <CloseMark onClose={() => onClose(tab.id)} />
            </button>
          ),
        )}
      </div>
      <button
        type="button"
        className={styles.add}
        aria-label="New terminal"
        title="New terminal"
        onClick={state.open}
      >
        +
      </button>
    </div>
  );
}

export const PANEL_ID = 'terminal-panel';

export function tabId(id: string): string {
  return `terminal-tab-${id}`;
}

function nameOf(tab: TerminalTab): string {
  return tab.name ?? defaultName(tab.id);
}

/** For the mouse; by keyboard it is Delete, since nothing inside a tab can be reached. */
function CloseMark({ onClose }: { readonly onClose: () => void }) {
  return (
    <span
      className={styles.close}
      aria-hidden="true"
      title="Close (Delete)"
      onClick={(event) => {
        event.stopPropagation();
        onClose();
      }}
    >
      ×
    </span>
  );
}

function targetOf(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (index + 1) % count;
    case 'ArrowLeft':
      return (index + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
