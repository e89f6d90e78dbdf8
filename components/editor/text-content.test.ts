import { describe, expect, it } from 'vitest';
import { decodeText, encodeText, lineBreakOf } from './text-content.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('text of a file', () => {
  it('comes back byte for byte, with CRLF and the byte order mark', () => {
    for (const text of ['', 'a\n', 'a\r\nb\r\n', '\uFEFFFROM node\r\n', 'ä€😀\n', 'no end']) {
      const decoded = decodeText(bytes(text));
      expect(decoded && encodeText(decoded)).toEqual(bytes(text));
    }
  });

  it('keeps the byte order mark out of the text', () => {
    expect(decodeText(bytes('\uFEFFFROM node'))).toEqual({ text: 'FROM node', bom: true });
  });

  it('is none when there is a NUL near the start', () => {
    expect(decodeText(new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1]))).toBeNull();
  });

  it('is none when the bytes are not UTF-8', () => {
    expect(decodeText(new Uint8Array([0x66, 0xe4, 0x72]))).toBeNull();
  });

  it('has one kind of line break: that of most lines', () => {
    expect(decodeText(bytes('a\r\nb\r\nc\nd'))?.text).toBe('a\r\nb\r\nc\r\nd');
    expect(decodeText(bytes('a\r\nb\nc\nd'))?.text).toBe('a\nb\nc\nd');
    expect(lineBreakOf('no break at all')).toBe('\n');
  });
});
