import type { ISearchOptions, SearchAddon } from '@xterm/addon-search';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import styles from './find-bar.module.css';

interface FindBarProps {
  readonly search: SearchAddon;
  readonly onEnd: () => void;
}

const options: ISearchOptions = {
  decorations: {
    matchBackground: '#33270f',
    matchBorder: '#ebb654',
    matchOverviewRuler: '#ebb654',
    activeMatchBackground: '#7a4a00',
    activeMatchColorOverviewRuler: '#ff8062',
  },
};

/** Searches screen and scrollback, upwards first: what one looks for has scrolled away. */
export function FindBar({ search, onEnd }: FindBarProps) {
  const field = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<{ index: number; count: number } | null>(null);
  useEffect(() => {
    field.current?.select();
    const listening = search.onDidChangeResults(({ resultIndex, resultCount }) =>
      setFound({ index: resultIndex, count: resultCount }),
    );
    return () => {
      listening.dispose();
      search.clearDecorations();
    };
  }, [search]);

  function find(direction: 'up' | 'down') {
    const text = field.current?.value ?? '';
    if (direction === 'up') search.findPrevious(text, options);
    else search.findNext(text, options);
    if (text === '') setFound(null);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') find(event.shiftKey ? 'down' : 'up');
    else if (event.key === 'Escape') onEnd();
    else return;
    event.preventDefault();
  }

  return (
    <search aria-label="Find in terminal" className={styles.bar} onKeyDown={onKeyDown}>
      <input ref={field} className={styles.field} aria-label="Find" onInput={() => find('up')} />
      <span className={styles.count} role="status">
        {found && (found.count === 0 ? 'Not found' : `${found.index + 1} of ${found.count}`)}
      </span>
      <button type="button" onClick={() => find('up')}>
        Up
      </button>
      <button type="button" onClick={() => find('down')}>
        Down
      </button>
      <button type="button" onClick={onEnd}>
        Close
      </button>
    </search>
  );
}
