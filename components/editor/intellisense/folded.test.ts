import { expect, it } from 'vitest';
import { folded } from './folded.ts';

it('keeps every word, and no line is longer than there is room, but for a word that is', () => {
  const message = `${'A few words. '.repeat(20)}${'x'.repeat(90)} end`;
  const lines = folded(message).split('\n');
  expect(lines.join(' ')).toBe(message);
  expect(lines.filter((line) => line.length > 76)).toEqual(['x'.repeat(90)]);
});
