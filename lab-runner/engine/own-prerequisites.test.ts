import { expect, test } from 'vitest';
import { nextSubordinateRange } from './own-prerequisites.ts';

test('the first user with subordinate ids gets the range that Docker documents', () => {
  expect(nextSubordinateRange('')).toBe('dockremap:100000:65536');
});

test('ranges of others are left alone and come first', () => {
  expect(nextSubordinateRange('ada:100000:65536\ngrace:165536:65536\n')).toBe('dockremap:231072:65536');
});

test('a range that is there is kept', () => {
  expect(nextSubordinateRange('ada:100000:65536\ndockremap:500000:65536\n')).toBeUndefined();
});
