import type { Pressed } from './shortcut.ts';

/** What the page asks of the actions, whose code comes with the first of these. */
export type ActionCall =
  | { readonly kind: 'palette' }
  | { readonly kind: 'menu'; readonly opener: HTMLElement }
  | { readonly kind: 'keys'; readonly pressed: Pressed };

/** Undefined for what the page leaves alone: almost everything, and all that is typed into editor and terminal. */
export function callOf(event: KeyboardEvent): ActionCall | undefined {
  const target = event.target instanceof Element ? event.target : null;
  if (event.defaultPrevented || target?.closest('.xterm, .monaco-editor, dialog')) return undefined;
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const isPlain = !ctrlKey && !metaKey && !altKey && !shiftKey;
  const isModK = key.toLowerCase() === 'k' && ctrlKey !== metaKey && !altKey && !shiftKey;
  if ((key === 'F1' && isPlain) || isModK) return { kind: 'palette' };
  const mayType = target?.closest('input, textarea, select, [contenteditable="true"]');
  const isOurs = altKey && shiftKey && !ctrlKey && !metaKey && key !== 'Alt' && key !== 'Shift';
  return isOurs && !mayType ? { kind: 'keys', pressed: event } : undefined;
}
