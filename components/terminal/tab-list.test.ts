import { expect, it } from 'vitest';
import { adoptTabs, closeTab, defaultName, firstTabs, moveTab, openTab, renameTab } from './tab-list.ts';

const ids = (list: typeof firstTabs) => list.tabs.map(({ id }) => id);

it('opens the lowest number that is free, and shows it', () => {
  const three = openTab(openTab(firstTabs));
  expect(ids(three)).toEqual(['t1', 't2', 't3']);
  const again = openTab(closeTab(three, 't2'));
  expect(ids(again)).toEqual(['t1', 't3', 't2']);
  expect(again.active).toBe('t2');
});

it('shows the neighbour of a tab that is closed', () => {
  const three = openTab(openTab(firstTabs));
  expect(closeTab(three, 't3').active).toBe('t2');
  expect(closeTab({ ...three, active: 't1' }, 't1').active).toBe('t2');
  expect(closeTab({ ...three, active: 't1' }, 't3').active).toBe('t1');
});

it('may have no tab at all', () => {
  const none = closeTab(firstTabs, 't1');
  expect(none).toEqual({ tabs: [], active: null });
  expect(openTab(none)).toEqual(firstTabs);
});

it('adopts shells of other browsers without taking the eye off the shown one', () => {
  const more = adoptTabs(firstTabs, ['t1', 't2', 'build']);
  expect(ids(more)).toEqual(['t1', 't2', 'build']);
  expect(more.active).toBe('t1');
  expect(adoptTabs(more, ['t2'])).toBe(more);
});

it('takes an empty name back', () => {
  const named = renameTab(firstTabs, 't1', '  logs  ');
  expect(named.tabs[0]?.name).toBe('logs');
  expect(renameTab(named, 't1', ' ').tabs[0]?.name).toBeNull();
  expect(defaultName('t1')).toBe('Terminal 1');
});

it('keeps the shown tab when the order changes', () => {
  const three = openTab(openTab(firstTabs));
  const moved = moveTab(three, 't3', 0);
  expect(ids(moved)).toEqual(['t3', 't1', 't2']);
  expect(moved.active).toBe('t3');
  expect(moveTab(three, 'gone', 0)).toBe(three);
});
