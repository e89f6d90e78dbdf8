import type { KeyboardEvent } from 'react';
import styles from './bench-panes.module.css';

export type BenchView = 'editor' | 'containers';

const VIEWS: readonly { readonly name: BenchView; readonly words: string }[] = [
  { name: 'editor', words: 'Editor' },
  { name: 'containers', words: 'Containers' },
];

interface ViewTabsProps {
  readonly view: BenchView;
  readonly onView: (view: BenchView) => void;
}

/** What is seen above the terminals. By the WAI-ARIA pattern of tabs: arrows choose. */
export function ViewTabs({ view, onView }: ViewTabsProps) {
  function onKeyDown({ key, currentTarget }: KeyboardEvent<HTMLElement>) {
    if (key !== 'ArrowRight' && key !== 'ArrowLeft') return;
    const step = key === 'ArrowRight' ? 1 : VIEWS.length - 1;
    const next = VIEWS[(VIEWS.findIndex(({ name }) => name === view) + step) % VIEWS.length];
    if (!next) return;
    onView(next.name);
    currentTarget.querySelector<HTMLElement>(`#bench-tab-${next.name}`)?.focus();
  }
  return (
    <div
      role="tablist"
      aria-label="Above the terminals"
      className={styles.views}
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      {VIEWS.map(({ name, words }) => (
        <button
          key={name}
          id={`bench-tab-${name}`}
          type="button"
          role="tab"
          aria-selected={view === name}
          aria-controls={`bench-${name}`}
          tabIndex={view === name ? 0 : -1}
          onClick={() => onView(name)}
        >
          {words}
        </button>
      ))}
    </div>
  );
}
