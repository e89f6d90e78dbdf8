import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AgentRig, openAgentRig } from './agent-rig.ts';
import { connectSocketIn } from './connect-socket.ts';
import { encodeFrame } from './frames.ts';

/** Resolves when the agent has closed, whether the socket noticed by reading or by writing. */
const over = (socket: Socket) => new Promise((resolve) => socket.once('end', resolve).once('close', resolve));
const request = (value: unknown) => encodeFrame('request', Buffer.from(JSON.stringify(value)));

describe('an agent under a hostile client', { timeout: 120_000 }, () => {
  let rig: AgentRig;
  const connect = () => connectSocketIn(rig.socketFolder);
  /** Sends bytes and gives what comes back until the agent closes. */
  const answerTo = async (bytes: Uint8Array) => {
    const socket = await connect();
    const pieces: Buffer[] = [];
    socket.on('data', (piece) => pieces.push(piece));
    socket.on('error', () => undefined);
    socket.write(bytes);
    await over(socket);
    socket.destroy();
    return Buffer.concat(pieces).toString('latin1');
  };
  beforeAll(async () => {
    rig = await openAgentRig('sandbox');
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  it.each([
    ['no frame at all', Buffer.from('GET / HTTP/1.1\r\n\r\n'), 'too_large'],
    ['a frame of 4 GiB', Buffer.from([255, 255, 255, 255, 0]), 'too_large'],
    ['a frame without a type', Buffer.from([0, 0, 0, 0, 0]), 'too_large'],
    ['an unknown type', Buffer.from([0, 0, 0, 1, 77]), 'request_invalid'],
    ['no request first', encodeFrame('data', Buffer.from('x')), 'request_invalid'],
    ['no JSON', encodeFrame('request', Buffer.from('{')), 'request_invalid'],
    ['an unknown operation', request({ op: 'format-disk' }), 'request_invalid'],
    ['fields of other types', request({ op: 'exec', argv: 7 }), 'request_invalid'],
    ['no command', request({ op: 'exec', argv: [], user: 'root' }), 'request_invalid'],
    ['another user', request({ op: 'exec', argv: ['id'], user: 'daemon' }), 'request_invalid'],
    ['a size that is none', request({ op: 'pty', id: 'x', cols: -1, rows: 1e9 }), 'request_invalid'],
    ['a relative root', request({ op: 'list', root: 'etc', path: '' }), 'path_invalid'],
    ['a deep path', request({ op: 'read', root: '/etc', path: 'a/'.repeat(5000) }), 'path_invalid'],
  ])('refuses %s', async (_, bytes, code) => {
    expect(await answerTo(bytes)).toContain(`"code":"${code}"`);
  });

  it('ends an operation whose client talks nonsense in the middle', async () => {
    const pty = request({ op: 'pty', id: 'victim', cols: 80, rows: 24, cwd: '/' });
    expect(await answerTo(Buffer.concat([pty, Buffer.from([0, 0, 0, 1, 77])]))).toContain('created');
    expect(await rig.client.listPtys()).toHaveLength(1);
    await rig.client.closePty('victim');
  });

  it('answers others while ten thousand connect, and is small again after', async () => {
    const sockets: Socket[] = [];
    const ends: Promise<unknown>[] = [];
    for (let count = 0; count < 10_000; count++) {
      const socket = await connect();
      socket.on('error', () => undefined);
      socket.resume();
      // Half a frame, and then silence.
      socket.write(Buffer.from([0, 3, 255, 255, 0, 1]));
      sockets.push(socket);
      ends.push(over(socket));
    }
    // Most are turned away at once.
    await Promise.all(ends.slice(600));
    for (const socket of sockets) socket.destroy();
    await expect
      .poll(() =>
        rig.client.ping().then(
          () => 'there',
          () => 'not yet',
        ),
      )
      .toBe('there');
    // Go gives memory back when it likes; what ten thousand cost that were let in would be hundreds.
    expect(await rig.memoryMiB()).toBeLessThan(64);
  });

  it('lets go of clients that never say what they want', { timeout: 120_000 }, async () => {
    const started = performance.now();
    await answerTo(new Uint8Array());
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  it('is small when nothing happens', async () => {
    await using fresh = await openAgentRig('sandbox');
    expect(await fresh.memoryMiB()).toBeLessThan(12);
  });
});
