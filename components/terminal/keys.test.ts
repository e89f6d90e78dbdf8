import { expect, it } from 'vitest';
import type { Pressed } from '../actions/shortcut.ts';
import { pageAction } from './keys.ts';

const done: string[] = [];
const actions = {
  copy: () => done.push('copy'),
  find: () => done.push('find'),
  leave: (direction: 'back' | 'on') => done.push(`leave ${direction}`),
  fill: () => done.push('fill'),
};

function press(key: string, code: string, held: Partial<Pressed> = {}, programFills = false) {
  const pressed = { ctrlKey: false, shiftKey: false, altKey: false, metaKey: false, ...held, key, code };
  const action = pageAction(pressed, programFills, actions);
  if (typeof action !== 'function') return action;
  action();
  return done.pop();
}

const ctrlShift = { ctrlKey: true, shiftKey: true };

it('leaves to programs whatever can be sent to them', () => {
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
    const code = `Key${letter.toUpperCase()}`;
    for (const held of [{}, { ctrlKey: true }, { altKey: true }, { altKey: true, shiftKey: true }])
      expect(press(letter, code, held), `${letter} ${JSON.stringify(held)}`).toBeUndefined();
  }
  for (const key of ['Tab', 'Escape', 'Enter', 'F1', 'F2', 'F10', 'ArrowUp', 'Home', 'PageUp'])
    expect(press(key, key), key).toBeUndefined();
});

it('copies, pastes, finds, fills the page and leads out with Ctrl and Shift', () => {
  expect(press('C', 'KeyC', ctrlShift)).toBe('copy');
  expect(press('V', 'KeyV', ctrlShift)).toBe('paste');
  expect(press('F', 'KeyF', ctrlShift)).toBe('find');
  expect(press('Enter', 'Enter', ctrlShift)).toBe('fill');
  expect(press('ArrowUp', 'ArrowUp', ctrlShift)).toBe('leave back');
  expect(press('ArrowRight', 'ArrowRight', ctrlShift)).toBe('leave on');
});

it('leads out with F6, but not where a program has the whole screen; there Ctrl+Shift still does', () => {
  expect(press('F6', 'F6')).toBe('leave on');
  expect(press('F6', 'F6', { shiftKey: true })).toBe('leave back');
  expect(press('F6', 'F6', {}, true)).toBeUndefined();
  expect(press('ArrowUp', 'ArrowUp', ctrlShift, true)).toBe('leave back');
});
