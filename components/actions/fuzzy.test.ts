import { expect, it } from 'vitest';
import { fuzzyScore } from './fuzzy.ts';

const TITLES = [
  'New terminal',
  'Next lesson',
  'Larger text in editor and terminal',
  'Compare with the solution',
  'Lesson only',
];

function found(typed: string): string[] {
  return TITLES.map((title) => ({ title, score: fuzzyScore(title, typed) }))
    .filter(({ score }) => score !== null)
    .toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ title }) => title);
}

it('finds by first letters of words, and puts those first', () => {
  expect(found('nt')[0]).toBe('New terminal');
  expect(found('lo')[0]).toBe('Lesson only');
});

it('finds a word within, whatever its case and accents', () => {
  expect(found('SOLÚTION')).toEqual(['Compare with the solution']);
  expect(found('lesson')[0]).toBe('Lesson only');
});

it('takes letters in their order alone', () => {
  expect(fuzzyScore('Next lesson', 'txen')).toBeNull();
  expect(fuzzyScore('Next lesson', 'nxlsn')).not.toBeNull();
});

it('says of every text that nothing typed fits it, and stays quick on long ones', () => {
  expect(fuzzyScore('anything', '')).toBe(0);
  const long = 'a'.repeat(5_000);
  const started = performance.now();
  expect(fuzzyScore(long, `${'a'.repeat(100)}b`)).toBeNull();
  expect(performance.now() - started).toBeLessThan(1_000);
});
