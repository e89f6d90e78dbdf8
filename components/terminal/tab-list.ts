/** Which terminals the page shows, in order. Plain values, so that they can be kept and compared. */

import { movedTo } from '../ui/tab-order.ts';

export interface TerminalTab {
  readonly id: string;
  /** The learner's own name for it. */
  readonly name: string | null;
}

export interface TabList {
  readonly tabs: readonly TerminalTab[];
  /** Null when there is no tab. */
  readonly active: string | null;
}

export const firstTabs: TabList = { tabs: [{ id: 't1', name: null }], active: 't1' };

/** What a tab is called until somebody names it; ids of other pages count as names. */
export function defaultName(id: string): string {
  const number = /^t(\d+)$/.exec(id)?.[1];
  return number ? `Terminal ${number}` : id;
}

export function openTab({ tabs }: TabList): TabList {
  let number = 1;
  while (tabs.some(({ id }) => id === `t${number}`)) number++;
  const id = `t${number}`;
  return { tabs: [...tabs, { id, name: null }], active: id };
}

/** The tab's neighbour takes its place. */
export function closeTab(list: TabList, id: string): TabList {
  const at = list.tabs.findIndex((tab) => tab.id === id);
  const tabs = list.tabs.filter((tab) => tab.id !== id);
  const neighbour = tabs[Math.min(at, tabs.length - 1)]?.id ?? null;
  return { tabs, active: list.active === id ? neighbour : list.active };
}

/** `to`: where the tab stands afterwards. */
export function moveTab(list: TabList, id: string, to: number): TabList {
  const tab = list.tabs.find((each) => each.id === id);
  return tab ? { ...list, tabs: movedTo(list.tabs, tab, to) } : list;
}

export function renameTab(list: TabList, id: string, name: string): TabList {
  const kept = name.trim().slice(0, 40) || null;
  return { ...list, tabs: list.tabs.map((tab) => (tab.id === id ? { ...tab, name: kept } : tab)) };
}

/** Shells that run in the lab and have no tab yet, opened by another browser or before a reload. */
export function adoptTabs(list: TabList, running: readonly string[]): TabList {
  const more = running.filter((id) => !list.tabs.some((tab) => tab.id === id));
  if (more.length === 0) return list;
  return { ...list, tabs: [...list.tabs, ...more.map((id) => ({ id, name: null }))] };
}
