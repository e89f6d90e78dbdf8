import { useCallback, useEffect, useRef, useState } from 'react';
import { useLab } from '../workbench/lab-context.ts';
import { adoptTabs, closeTab, moveTab, openTab, renameTab, type TabList } from './tab-list.ts';
import { keepTabs, loadTabs } from './tab-storage.ts';

export interface TerminalTabsState {
  readonly list: TabList;
  open(): void;
  close(id: string): void;
  select(id: string): void;
  rename(id: string, name: string): void;
  /** `to`: where the tab stands afterwards. */
  move(id: string, to: number): void;
}

/** The page's tabs, kept over a reload and joined by shells that other browsers opened. */
export function useTerminalTabs(): TerminalTabsState {
  const lab = useLab();
  const lesson = lab?.lesson ?? '';
  const startedAt = lab?.lab?.startedAt ?? null;
  const [list, setList] = useState(() => loadTabs(lesson, startedAt));
  const closed = useRef(new Set<string>());
  const running = lab?.lab?.terminals;

  useEffect(() => keepTabs(lesson, startedAt, list), [lesson, startedAt, list]);
  useEffect(() => {
    if (!running) return;
    for (const id of closed.current) if (!running.includes(id)) closed.current.delete(id);
    const others = running.filter((id) => !closed.current.has(id));
    setList((before) => adoptTabs(before, others));
  }, [running]);

  return {
    list,
    open: useCallback(() => setList(openTab), []),
    select: useCallback((id) => setList((before) => ({ ...before, active: id })), []),
    rename: useCallback((id, name) => setList((before) => renameTab(before, id, name)), []),
    move: useCallback((id, to) => setList((before) => moveTab(before, id, to)), []),
    close: useCallback((id) => {
      // Until the lab says that it is gone, the shell must not come back as a tab.
      closed.current.add(id);
      setList((before) => closeTab(before, id));
    }, []),
  };
}
