import type { KeyboardEvent } from 'react';
import type { Offers } from '../actions/board.ts';
import { type ActionId, keysOf } from '../actions/catalogue.ts';
import { keyAction } from '../actions/key-action.ts';
import { ariaKeys } from '../actions/shortcut.ts';
import type { TerminalTabsState } from './use-terminal-tabs.ts';

/** What keys do on a tab, beside going to another. */
const KEYS = [
  'terminal.close',
  'terminal.rename',
  'terminal.move-left',
  'terminal.move-right',
] as const satisfies readonly ActionId[];
export const TAB_ARIA_KEYS = ariaKeys(KEYS.flatMap((id) => keysOf(id)));

interface TabDoing {
  readonly close: (id: string) => void;
  readonly name: (id: string) => void;
  /** `focused`: the tab's element, when the keyboard is in it. */
  readonly step: (id: string, by: -1 | 1, focused?: HTMLElement) => void;
}

/** Returns false for keys that mean nothing there. */
export function doOnTab(event: KeyboardEvent<HTMLElement>, id: string, tab: TabDoing): boolean {
  switch (keyAction(event, 'tabs', KEYS)) {
    case 'terminal.close':
      tab.close(id);
      return true;
    case 'terminal.rename':
      tab.name(id);
      return true;
    case 'terminal.move-left':
      tab.step(id, -1, event.currentTarget);
      return true;
    case 'terminal.move-right':
      tab.step(id, 1, event.currentTarget);
      return true;
    default:
      return false;
  }
}

/** The same for the terminal that is shown, from the palette. */
export function offersFor({ list, open }: TerminalTabsState, tab: TabDoing): Offers {
  const { active } = list;
  const at = list.tabs.findIndex(({ id }) => id === active);
  const onActive = (run: (id: string) => void, isPossible = () => true) => ({
    run: () => active !== null && run(active),
    isPossible: () => active !== null && isPossible(),
  });
  return {
    'terminal.new': { run: open },
    'terminal.close': onActive(tab.close),
    'terminal.rename': onActive(tab.name),
    'terminal.move-left': onActive(
      (id) => tab.step(id, -1),
      () => at > 0,
    ),
    'terminal.move-right': onActive(
      (id) => tab.step(id, 1),
      () => at < list.tabs.length - 1,
    ),
  };
}
