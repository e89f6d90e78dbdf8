import type { KeyboardEvent } from 'react';
import styles from './bench-panes.module.css';
import type { LabOffer } from './lab-offer.ts';

export type BenchView = 'editor' | 'containers' | 'cluster' | 'preview';

export const VIEWS: readonly { readonly name: BenchView; readonly words: string }[] = [
  { name: 'editor', words: 'Editor' },
  { name: 'containers', words: 'Containers' },
  { name: 'cluster', words: 'Cluster' },
  { name: 'preview', words: 'Preview' },
];

/** What there is to see of such a lab. */
export function viewsOf(sandbox: LabOffer['sandbox']): typeof VIEWS {
  return sandbox === 'docker' ? VIEWS.filter(({ name }) => name !== 'cluster') : VIEWS;
}

interface ViewTabsProps {
  readonly sandbox: LabOffer['sandbox'];
  readonly view: BenchView;
  readonly onView: (view: BenchView) => void;
}

/** What is seen above the terminals. By the WAI-ARIA pattern of tabs: arrows choose. */
export function ViewTabs({ sandbox, view, onView }: ViewTabsProps) {
  const views = viewsOf(sandbox);
  function onKeyDown({ key, currentTarget }: KeyboardEvent<HTMLElement>) {
    if (key !== 'ArrowRight' && key !== 'ArrowLeft') return;
    const step = key === 'ArrowRight' ? 1 : views.length - 1;
    const next = views[(views.findIndex(({ name }) => name === view) + step) % views.length];
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
      {views.map(({ name, words }) => (
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
