import { expect, it } from 'vitest';
import { ariaKeys, matches, type Pressed, printed } from './shortcut.ts';

const NONE = { ctrlKey: false, shiftKey: false, altKey: false, metaKey: false };
const press = (key: string, code: string, held: Partial<Pressed> = {}): Pressed => ({
  ...NONE,
  ...held,
  key,
  code,
});

it('takes Ctrl or Command for Mod, and never both', () => {
  expect(matches(press('k', 'KeyK', { ctrlKey: true }), 'Mod+K')).toBe(true);
  expect(matches(press('k', 'KeyK', { metaKey: true }), 'Mod+K')).toBe(true);
  expect(matches(press('k', 'KeyK', { ctrlKey: true, metaKey: true }), 'Mod+K')).toBe(false);
  expect(matches(press('k', 'KeyK'), 'Mod+K')).toBe(false);
});

it('is not pressed while another modifier is held', () => {
  expect(matches(press('K', 'KeyK', { ctrlKey: true, shiftKey: true }), 'Mod+K')).toBe(false);
  expect(matches(press('F6', 'F6', { shiftKey: true }), 'F6')).toBe(false);
  expect(matches(press('F6', 'F6', { shiftKey: true }), 'Shift+F6')).toBe(true);
});

it('goes by the letter on keyboards with another order, and by the place on those with another alphabet', () => {
  const alt = { altKey: true, shiftKey: true };
  expect(matches(press('L', 'KeyP', alt), 'Alt+Shift+L')).toBe(true);
  expect(matches(press('P', 'KeyL', alt), 'Alt+Shift+L')).toBe(false);
  expect(matches(press('Ò', 'KeyL', alt), 'Alt+Shift+L')).toBe(true);
  expect(matches(press('Д', 'KeyL', alt), 'Alt+Shift+L')).toBe(true);
  expect(matches(press('!', 'Digit1', alt), 'Alt+Shift+1')).toBe(true);
});

it('is said to people and to screen readers in their words', () => {
  expect(printed('Mod+K', false)).toBe('Ctrl K');
  expect(printed('Mod+K', true)).toBe('⌘ K');
  expect(ariaKeys(['Mod+K', 'F1'])).toBe('Control+K Meta+K F1');
  expect(ariaKeys(['Shift+←'])).toBe('Shift+ArrowLeft');
});
