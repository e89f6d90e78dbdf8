import { duplexPair } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { unframed } from './agent-bridge.ts';

function frame(stream: number, content: string): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(Buffer.byteLength(content), 4);
  return Buffer.concat([header, Buffer.from(content)]);
}

describe('the stream of a command without a terminal', () => {
  it.each([1, 3, 7, 8, 9, 1000])(
    'is put together from pieces of %i bytes, without the errors in it',
    async (size) => {
      const [engine, ours] = duplexPair();
      const stream = unframed(ours);
      const bytes = Buffer.concat([
        frame(1, 'hello '),
        frame(2, 'an error'),
        frame(1, ''),
        frame(1, 'world'),
      ]);
      for (let offset = 0; offset < bytes.length; offset += size)
        engine.write(bytes.subarray(offset, offset + size));
      engine.end();
      expect(await text(stream)).toBe('hello world');
    },
  );

  it('carries what is written as it is, and its end', async () => {
    const [engine, ours] = duplexPair();
    const stream = unframed(ours);
    stream.end('to the agent');
    expect(await text(engine)).toBe('to the agent');
  });

  it('reads no further while nobody takes what it has', async () => {
    const [engine, ours] = duplexPair();
    const stream = unframed(ours);
    const chunk = frame(1, 'x'.repeat(60_000));
    let accepted = 0;
    while (accepted < 100 && engine.write(chunk)) accepted++;
    await new Promise((resolve) => setImmediate(resolve));
    for (; accepted < 100 && engine.writableLength < 1_000_000; accepted++) engine.write(chunk);
    await new Promise((resolve) => setImmediate(resolve));
    expect(stream.readableLength).toBeLessThan(300_000);
    stream.destroy();
  });
});
