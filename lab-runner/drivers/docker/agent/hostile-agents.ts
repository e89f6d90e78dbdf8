/** Agents as a learner might leave them: they listen on a real socket, and behave badly in one way each. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SOCKET_NAME } from './connect-socket.ts';
import { encodeFrame, type FrameName } from './frames.ts';

type Behaviour = (socket: Socket) => void;

export const json = (type: FrameName, value: unknown) =>
  encodeFrame(type, Buffer.from(JSON.stringify(value)));

export const silent: Behaviour = () => undefined;
export const hangsUp: Behaviour = (socket) => socket.end();
export const says =
  (...frames: readonly Uint8Array[]): Behaviour =>
  (socket) => {
    for (const frame of frames) socket.write(frame);
  };
/** Answers, and then reads nothing more. */
export const stopsReading: Behaviour = (socket) => {
  socket.write(json('ok', { created: true }));
  socket.pause();
};
/** Sends data for ever, as fast as it is taken. */
export const floods: Behaviour = (socket) => {
  const frame = encodeFrame('data', Buffer.alloc(64 * 1024));
  const more = () => {
    while (!socket.destroyed && socket.write(frame));
  };
  socket.write(json('ok', { created: true, version: '1', size: 1 }));
  socket.on('drain', more);
  more();
};

export interface HostileAgent extends AsyncDisposable {
  readonly folder: string;
  /** Bytes that it could get rid of. */
  sentBytes(): number;
}

export async function startAgent(behaviour: Behaviour): Promise<HostileAgent> {
  const folder = await mkdtemp(join(tmpdir(), 'agent-'));
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.resume();
      behaviour(socket);
    });
  });
  server.listen(join(folder, SOCKET_NAME));
  await once(server, 'listening');
  return {
    folder,
    sentBytes: () => sockets.reduce((sum, socket) => sum + socket.bytesWritten - socket.writableLength, 0),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}
