import { expect, test } from 'vitest';
import { seeded } from './seeded.ts';

test('the same seed gives the same chance, another seed another', () => {
  const numbers = (seed: number) => {
    const chance = seeded(seed);
    return Array.from({ length: 20 }, () => chance.next());
  };
  expect(numbers(7)).toEqual(numbers(7));
  expect(numbers(7)).not.toEqual(numbers(8));
  for (const number of numbers(7)) expect(number >= 0 && number < 1).toBe(true);
});

test('shuffling loses nothing', () => {
  const values = ['work', 'sleep', 'reset', 'work'];
  expect([...seeded(3).shuffled(values)].sort()).toEqual([...values].sort());
});
