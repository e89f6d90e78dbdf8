import { expect, it } from 'vitest';
import type { Preparation } from '../../lib/lab-api/preparation.ts';
import { problemWords, stepWords, timeWords } from './preparation-words.ts';

const compiling: Preparation = {
  state: 'preparing',
  step: 3,
  steps: 9,
  title: 'Compiling Kubernetes',
  minutesLeft: 6,
  problem: null,
};

it('says which step it is, of how many, and what it does', () => {
  expect(stepWords(compiling)).toBe('Step 3 of 9: Compiling Kubernetes');
  expect(stepWords({ ...compiling, title: '' })).toBe('Step 3 of 9');
  expect(stepWords({ ...compiling, step: 0 })).toBe('');
});

it('shows the beginning of a long problem', () => {
  expect(problemWords('No space on the disk.')).toBe('No space on the disk.');
  expect(problemWords('pods '.repeat(500))).toMatch(/^pods .{380,400}pods…$/);
});

it.each([
  [6, 'About 6 minutes left'],
  [1.2, 'About 2 minutes left'],
  [0.4, 'About a minute left'],
  [0, 'About a minute left'],
  [null, null],
])('with %s minutes to go says %s', (minutesLeft, words) => {
  expect(timeWords({ ...compiling, minutesLeft })).toBe(words);
});
