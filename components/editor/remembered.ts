/** Which files were open in a lesson, for the next visit. */

export interface Remembered {
  readonly tabs: readonly string[];
  readonly active: string | null;
  /** Shown beside it. */
  readonly beside: string | null;
  readonly expanded: readonly string[];
}

const PREFIX = 'drydock.editor:';
const TABS_AT_MOST = 20;

export function recall(storage: Storage, lesson: string): Remembered {
  try {
    const stored = JSON.parse(storage.getItem(PREFIX + lesson) ?? '{}') as Partial<Remembered> | null;
    return {
      tabs: strings(stored?.tabs).slice(0, TABS_AT_MOST),
      active: typeof stored?.active === 'string' ? stored.active : null,
      beside: typeof stored?.beside === 'string' ? stored.beside : null,
      expanded: strings(stored?.expanded),
    };
  } catch {
    return { tabs: [], active: null, beside: null, expanded: [] };
  }
}

export function remember(storage: Storage, lesson: string, what: Remembered): void {
  try {
    storage.setItem(PREFIX + lesson, JSON.stringify(what));
  } catch {
    // A full storage costs a convenience, nothing else.
  }
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
