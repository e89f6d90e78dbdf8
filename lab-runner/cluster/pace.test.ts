import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

const MIB = 1024 * 1024;

test('a whole cluster is taken at once, an endless stream at a mebibyte a second', () => {
  let now = 0;
  const pace = new Pace(() => now);
  expect(pace.delayMs(16 * MIB)).toBe(0);
  expect(pace.delayMs(MIB / 2)).toBe(500);
  now += 500;
  expect(pace.delayMs(MIB)).toBe(1000);
  now += 60_000;
  expect(pace.delayMs(16 * MIB)).toBe(0);
});
