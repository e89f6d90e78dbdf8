import { describe, expect, it } from 'vitest';
import { LineSplitter } from './line-splitter.ts';

const split = (...pieces: string[]) => {
  const lines = new LineSplitter();
  return [...pieces.flatMap((piece) => lines.push(Buffer.from(piece))), ...lines.end()];
};

describe('lines', () => {
  it('are the same however the bytes are cut', () => {
    expect(split('one\ntwo\n', '\nthr', 'ee\n', 'rest')).toEqual(['one', 'two', '', 'three', 'rest']);
    expect(split(...'one\ngrüße\n')).toEqual(['one', 'grüße']);
  });

  it('are cut at 64 KiB', () => {
    const lengths = split('x'.repeat(200_000), '\n', 'end\n').map((line) => line.length);
    expect(lengths).toEqual([65_536, 65_536, 65_536, 200_000 - 3 * 65_536, 3]);
  });

  it('keep a character whole that two chunks share', () => {
    const bytes = Buffer.from('€\n');
    const lines = new LineSplitter();
    expect([...lines.push(bytes.subarray(0, 1)), ...lines.push(bytes.subarray(1))]).toEqual(['€']);
  });
});
