import { describe, expect, it } from 'vitest';
import type { Where } from './action.ts';
import { actionIds, actionOf, keysOf } from './catalogue.ts';
import { keyAction } from './key-action.ts';

const inPlace = (where: Where) => actionIds.filter((id) => actionOf(id).where === where);
const allKeys = (where: Where) => inPlace(where).flatMap((id) => keysOf(id));

/** What browsers do with these on a page: close, open, find, print, history, tools. */
const BROWSER_NEEDS = new Set(
  [
    ...'ABCDEFGHJLMNOPQRSTUVWXYZ0123456789'.split('').map((key) => `Ctrl+${key}`),
    ...'ABDEGHIJKLMNOPQRSTUWXYZ'.split('').map((key) => `Ctrl+Shift+${key}`),
    ...['F3', 'F5', 'F7', 'F10', 'F11', 'F12', 'Tab', 'Escape', 'Enter', 'Space', 'Alt+←', 'Alt+→'],
    ...['Alt+Shift+T', 'Alt+Shift+I', 'Alt+Shift+A', 'Alt+D', 'Alt+F', 'Alt+E', 'Alt+Home'],
    ...'123456789'.split('').map((key) => `Alt+${key}`),
  ].map((keys) => keys.replace('Mod', 'Ctrl')),
);

describe('the catalogue of actions', () => {
  it('gives no key of a place to two actions, but where tabs of files and of terminals do alike', () => {
    for (const where of ['page', 'everywhere', 'terminal', 'editor'] as const)
      expect(new Set(allKeys(where)).size, where).toBe(allKeys(where).length);
    expect([...allKeys('page'), ...allKeys('everywhere')]).not.toContain(undefined);
  });

  it('takes nothing from the browser on the page or in a terminal', () => {
    for (const where of ['page', 'everywhere', 'terminal'] as const)
      expect(allKeys(where).filter((keys) => BROWSER_NEEDS.has(keys))).toEqual([]);
  });

  it('takes nothing in a terminal that could be sent to a program', () => {
    // Programs get control letters, Alt with a letter, function keys and arrows; none of them tells Ctrl+Shift from Ctrl.
    expect(allKeys('terminal').filter((keys) => !keys.startsWith('Ctrl+Shift+'))).toEqual([]);
  });

  it('has letters of the page only with Alt and Shift, which no reader of the page types by accident', () => {
    const letters = allKeys('page').filter((keys) => /(^|\+)[A-Z]$/.test(keys) && keys !== 'Mod+K');
    expect(letters.filter((keys) => !keys.startsWith('Alt+Shift+'))).toEqual([]);
  });

  it('finds an action by the keys that are pressed in its place alone', () => {
    const pressed = { key: 'R', code: 'KeyR', ctrlKey: false, shiftKey: true, altKey: true, metaKey: false };
    expect(keyAction(pressed, 'page')).toBe('layout.lesson-only');
    expect(keyAction(pressed, 'terminal')).toBeUndefined();
  });
});
