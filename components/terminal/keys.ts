import type { Terminal } from '@xterm/xterm';

export interface KeyActions {
  copy(): void;
  find(): void;
  leave(direction: 'back' | 'on'): void;
}

/**
 * Keys that are the page's and not the shell's. Returns false for them, as xterm wants it. Everything else, Tab and
 * Escape too, belongs to the program in the terminal; Ctrl+Shift+arrow (and F6, unless a full-screen program may want
 * it) is how one gets out by keyboard.
 */
export function handleKey(event: KeyboardEvent, terminal: Terminal, actions: KeyActions): boolean {
  if (event.type !== 'keydown') return true;
  const action = actionOf(event, terminal, actions);
  if (action === undefined) return true;
  // Paste is the browser's own: it fires the event that xterm reads, and asks nobody.
  if (action === 'paste') return false;
  event.preventDefault();
  event.stopPropagation();
  action();
  return false;
}

function actionOf(
  event: KeyboardEvent,
  terminal: Terminal,
  actions: KeyActions,
): (() => void) | 'paste' | undefined {
  const fullScreen = terminal.buffer.active.type === 'alternate';
  if (event.key === 'F6' && !fullScreen) return () => actions.leave(event.shiftKey ? 'back' : 'on');
  if (!event.ctrlKey || !event.shiftKey || event.altKey || event.metaKey) return undefined;
  switch (event.code) {
    case 'KeyC':
      return actions.copy;
    case 'KeyV':
      return 'paste';
    case 'KeyF':
      return actions.find;
    case 'ArrowUp':
    case 'ArrowLeft':
      return () => actions.leave('back');
    case 'ArrowDown':
    case 'ArrowRight':
      return () => actions.leave('on');
    default:
      return undefined;
  }
}

/** What the letter sends while Ctrl is held. */
export function withCtrl(letter: string): string {
  return String.fromCharCode(letter.toUpperCase().charCodeAt(0) & 0x1f);
}
