import { expect, it } from 'vitest';
import { pauseMs } from './reconnect.ts';

it('waits 0.3 s at most at first and 10 s at most in the end', () => {
  const longest = [0, 1, 2, 3, 4, 5, 6, 20].map((failures) => pauseMs(failures, 1));
  expect(longest).toEqual([300, 600, 1200, 2400, 4800, 9600, 10_000, 10_000]);
});

it('draws the upper half by lot, so that a class does not come back all at once', () => {
  expect(pauseMs(3, 0)).toBe(1200);
  expect(pauseMs(3, 0.5)).toBe(1800);
});
