import { expect, it } from 'vitest';
import { viewOf } from './lab-server-rig.ts';
import { isExpiring, minutesLeft, statusWords } from './status-words.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const until = (time: string) => ({ ...viewOf('ready'), expiresAt: `2026-11-23T${time}Z` });

it.each([
  ['12:47:00', 'Lab running, 47 min left'],
  ['12:46:01', 'Lab running, 47 min left'],
  ['12:05:01', 'Lab running, 6 min left'],
  ['12:05:00', 'Lab ends in 5 min'],
  ['12:00:20', 'Lab ends in 1 min'],
  ['11:59:00', 'Lab ends in 0 min'],
])('at %s says "%s"', (time, words) => {
  const lab = until(time);
  expect(statusWords(lab, minutesLeft(lab, now))).toBe(words);
});

it('has no minutes for a lab without an end', () => {
  const lab = viewOf('ready');
  expect(minutesLeft(lab, now)).toBeNull();
  expect(isExpiring(null)).toBe(false);
  expect(statusWords(lab, null)).toBe('Lab running');
});
