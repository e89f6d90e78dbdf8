import type { Terminal } from '@xterm/xterm';
import { keyAction } from '../actions/key-action.ts';
import type { Pressed } from '../actions/shortcut.ts';

export interface KeyActions {
  copy(): void;
  find(): void;
  leave(direction: 'back' | 'on'): void;
  /** Over the whole page, or back to its place. */
  fill(): void;
}

/**
 * Keys that are the page's and not the shell's: the catalogue's for terminals. Returns false for them, as xterm wants
 * it. Everything else, Tab and Escape too, belongs to the program in the terminal; Ctrl+Shift+arrow (and F6, unless a
 * full-screen program may want it) is how one gets out by keyboard.
 */
export function handleKey(event: KeyboardEvent, terminal: Terminal, actions: KeyActions): boolean {
  if (event.type !== 'keydown') return true;
  const action = pageAction(event, terminal.buffer.active.type === 'alternate', actions);
  if (action === undefined) return true;
  // Paste is the browser's own: it fires the event that xterm reads, and asks nobody.
  if (action === 'paste') return false;
  event.preventDefault();
  event.stopPropagation();
  action();
  return false;
}

/** `programFills`: a program has the whole screen, and may want function keys. */
export function pageAction(
  pressed: Pressed,
  programFills: boolean,
  actions: KeyActions,
): (() => void) | 'paste' | undefined {
  switch (keyAction(pressed, 'terminal') ?? (programFills ? undefined : keyAction(pressed, 'everywhere'))) {
    case 'terminal.copy':
      return actions.copy;
    case 'terminal.paste':
      return 'paste';
    case 'terminal.find':
      return actions.find;
    case 'layout.full-terminal':
      return actions.fill;
    case 'terminal.leave-back':
    case 'go.previous-pane':
      return () => actions.leave('back');
    case 'terminal.leave-on':
    case 'go.next-pane':
      return () => actions.leave('on');
    default:
      return undefined;
  }
}

/** What the letter sends while Ctrl is held. */
export function withCtrl(letter: string): string {
  return String.fromCharCode(letter.toUpperCase().charCodeAt(0) & 0x1f);
}
