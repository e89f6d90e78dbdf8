import { useCallback, useSyncExternalStore } from 'react';
import { tabTitle } from './clean-title.ts';
import type { Sessions } from './sessions.ts';
import type { TabList } from './tab-list.ts';

/** The titles that programs gave their terminals, by id. */
export function useTitles(sessions: Sessions, { tabs }: TabList, folder: string): (id: string) => string {
  const subscribe = useCallback(
    (listener: () => void) => {
      const all = tabs.map(({ id }) => sessions.of(id).subscribe(listener));
      return () => {
        for (const forget of all) forget();
      };
    },
    [sessions, tabs],
  );
  // One text, so that React sees at once whether anything changed.
  const joined = useSyncExternalStore(subscribe, () =>
    tabs.map(({ id }) => tabTitle(sessions.of(id).state().title, folder)).join('\n'),
  );
  const titles = joined.split('\n');
  return (id) => titles[tabs.findIndex((tab) => tab.id === id)] ?? '';
}
