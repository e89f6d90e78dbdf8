import { type KeyboardEvent, useState } from 'react';
import { useOffers } from '../actions/use-offers.ts';
import { useTabOrder } from '../ui/use-tab-order.ts';
import styles from './tab-bar.module.css';
import { doOnTab, offersFor, TAB_ARIA_KEYS } from './tab-doing.ts';
import { defaultName, type TerminalTab } from './tab-list.ts';
import { TabName } from './tab-name.tsx';
import type { TerminalTabsState } from './use-terminal-tabs.ts';

interface TabBarProps {
  readonly state: TerminalTabsState;
  readonly titles: (id: string) => string;
  readonly onClose: (id: string) => void;
}

/** The terminals of the lab as tabs: arrows choose; their order is the learner's; a double click names. */
export function TabBar({ state, titles, onClose }: TabBarProps) {
  const [naming, setNaming] = useState<string | null>(null);
  const { tabs, active } = state.list;
  const name = (id: string) => nameOf(tabs.find((tab) => tab.id === id) ?? { id, name: null });
  const order = useTabOrder({ ids: tabs.map(({ id }) => id), nameOf: name, onMove: state.move });
  const doing = { close: onClose, name: setNaming, step: order.step };
  useOffers(offersFor(state, doing));

  function onKeyDown(event: KeyboardEvent<HTMLElement>, tab: TerminalTab, index: number) {
    const target = event.shiftKey ? undefined : targetOf(event.key, index, tabs.length);
    if (target !== undefined) {
      const next = tabs[target];
      if (next) state.select(next.id);
      document.getElementById(tabId(next?.id ?? ''))?.focus();
    } else if (!doOnTab(event, tab.id, doing)) return;
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
              aria-keyshortcuts={TAB_ARIA_KEYS}
              {...order.propsOf(tab.id)}
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
      <span className="unseen" role="status">
        {order.said}
      </span>
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
