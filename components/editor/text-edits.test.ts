import { describe, expect, it } from 'vitest';
import { editsBetween, type TextEdit } from './text-edits.ts';

function apply(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toReversed()
    .reduce((now, edit) => now.slice(0, edit.start) + edit.text + now.slice(edit.end), text);
}

/** The same numbers every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

describe('editsBetween', () => {
  it('says nothing about equal texts', () => {
    expect(editsBetween('a\nb\n', 'a\nb\n')).toEqual([]);
  });

  it('touches only the lines that differ', () => {
    expect(editsBetween('a\nb\nc\nd\n', 'a\nB\nc\nD\n')).toEqual([
      { start: 2, end: 4, text: 'B\n' },
      { start: 6, end: 8, text: 'D\n' },
    ]);
  });

  it('inserts and removes without touching what stays', () => {
    expect(editsBetween('b\n', 'a\nb\n')).toEqual([{ start: 0, end: 0, text: 'a\n' }]);
    expect(editsBetween('a\nb\nc\n', 'a\nc\n')).toEqual([{ start: 2, end: 4, text: '' }]);
  });

  it('knows a last line without a line break', () => {
    expect(apply('a\nb', editsBetween('a\nb', 'a\nb\n'))).toBe('a\nb\n');
    expect(apply('', editsBetween('', 'x'))).toBe('x');
    expect(apply('x', editsBetween('x', ''))).toBe('');
  });

  it('turns any text into any other', () => {
    const next = random(7);
    const text = () =>
      Array.from({ length: Math.floor(next() * 12) }, () => 'abc\r\n'[Math.floor(next() * 5)]).join('');
    for (let round = 0; round < 2000; round++) {
      const [before, after] = [text(), text()];
      expect(apply(before, editsBetween(before, after))).toBe(after);
    }
  });

  it('replaces in one go what is too much to compare, and still gets it right', () => {
    const lines = (mark: string) => Array.from({ length: 2000 }, (_, line) => `${mark}${line}\n`).join('');
    const [before, after] = [`same\n${lines('a')}end\n`, `same\n${lines('b')}end\n`];
    const edits = editsBetween(before, after);
    expect(edits).toHaveLength(1);
    expect(apply(before, edits)).toBe(after);
  });
});
