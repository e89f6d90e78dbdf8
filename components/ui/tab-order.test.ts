import { expect, it } from 'vitest';
import { movedTo } from './tab-order.ts';

const tabs = ['a', 'b', 'c', 'd'];

it('puts an item where another stands, and the ones between move up', () => {
  expect(movedTo(tabs, 'a', 2)).toEqual(['b', 'c', 'a', 'd']);
  expect(movedTo(tabs, 'd', 0)).toEqual(['d', 'a', 'b', 'c']);
});

it('leaves the list as it is when there is no such item or no such place', () => {
  expect(movedTo(tabs, 'x', 1)).toBe(tabs);
  expect(movedTo(tabs, 'a', -1)).toBe(tabs);
  expect(movedTo(tabs, 'a', 4)).toBe(tabs);
  expect(movedTo(tabs, 'b', 1)).toBe(tabs);
});
