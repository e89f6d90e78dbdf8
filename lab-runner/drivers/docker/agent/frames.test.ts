import { describe, expect, it } from 'vitest';
import { encodeFrame, FrameDecoder, MAX_FRAME_BYTES } from './frames.ts';

const whole = Buffer.concat([
  encodeFrame('request', Buffer.from('{"op":"ping"}')),
  encodeFrame('end'),
  encodeFrame('data', Buffer.alloc(3_000, 'x')),
]);
const seen = [
  ['request', '{"op":"ping"}'],
  ['end', ''],
  ['data', 'x'.repeat(3_000)],
];
const decode = (pieces: readonly Buffer[]) => {
  const decoder = new FrameDecoder();
  return pieces
    .flatMap((piece) => decoder.push(piece))
    .map(({ type, payload }) => [type, payload.toString()]);
};

describe('frames', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 100, 2_999, 5_000])('are found in pieces of %i bytes', (size) => {
    const pieces: Buffer[] = [];
    for (let offset = 0; offset < whole.byteLength; offset += size)
      pieces.push(whole.subarray(offset, offset + size));
    expect(decode(pieces)).toEqual(seen);
  });

  it('are found wherever one cut falls', () => {
    for (let cut = 0; cut <= whole.byteLength; cut++) {
      expect(decode([whole.subarray(0, cut), whole.subarray(cut)])).toEqual(seen);
    }
  });

  it('may be a mebibyte long and no longer', () => {
    const largest = encodeFrame('data', Buffer.alloc(MAX_FRAME_BYTES - 1));
    expect(new FrameDecoder().push(largest)).toHaveLength(1);
    expect(() => new FrameDecoder().push(Buffer.from([0, 16, 0, 1, 3]))).toThrow('1048577 bytes');
  });

  it.each([
    ['no type', [0, 0, 0, 0, 0]],
    ['an unknown type', [0, 0, 0, 1, 77]],
    ['four gibibytes', [255, 255, 255, 255, 3]],
  ])('are refused with %s, also when they come byte by byte', (_, bytes) => {
    expect(() => decode([Buffer.from(bytes)])).toThrow();
    expect(() => decode(bytes.map((byte) => Buffer.from([byte])))).toThrow();
  });
});
