import { firstTabs, type TabList, type TerminalTab } from './tab-list.ts';

const KEY = 'drydock-terminals:';

/** The tabs as they were on this page, of this run of the lab: another run has other shells. */
export function loadTabs(lesson: string, startedAt: string | null): TabList {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY + lesson) ?? 'null');
    const { run, tabs, active } = (kept ?? {}) as Partial<TabList & { run: unknown }>;
    if (run !== startedAt || !Array.isArray(tabs) || !tabs.every(isTab)) return firstTabs;
    const isThere = tabs.some(({ id }) => id === active);
    return { tabs, active: isThere && active ? active : (tabs[0]?.id ?? null) };
  } catch {
    return firstTabs;
  }
}

export function keepTabs(lesson: string, startedAt: string | null, list: TabList): void {
  try {
    localStorage.setItem(KEY + lesson, JSON.stringify({ run: startedAt, ...list }));
  } catch {
    // Storage is closed to us: the tabs hold for this page.
  }
}

function isTab(value: unknown): value is TerminalTab {
  const tab = value as Partial<TerminalTab> | null;
  return /^[a-z0-9-]{1,32}$/.test(tab?.id ?? '') && (tab?.name === null || typeof tab?.name === 'string');
}
