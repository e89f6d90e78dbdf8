import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { HEARTBEAT_MS, keepAlive } from './heartbeat.ts';

let server: WebSocketServer;
beforeEach(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  // Periods pass when a test says so: a machine that stands still for a moment makes no answer late.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
  for (const client of server.clients) client.terminate();
  server.close();
});

async function connect(options: { autoPong: boolean }): Promise<{ client: WebSocket; socket: WebSocket }> {
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, options);
  const [socket] = (await once(server, 'connection')) as [WebSocket];
  if (client.readyState !== WebSocket.OPEN) await once(client, 'open');
  return { client, socket };
}

it('ends a socket whose other side no longer answers', async () => {
  const { client, socket } = await connect({ autoPong: false });
  keepAlive(socket);
  const pinged = once(client, 'ping');
  vi.advanceTimersByTime(HEARTBEAT_MS);
  await pinged;
  const closed = once(socket, 'close');
  vi.advanceTimersByTime(HEARTBEAT_MS);
  expect((await closed)[0]).toBe(1006);
});

it('leaves a socket alone whose other side answers', async () => {
  const { socket } = await connect({ autoPong: true });
  keepAlive(socket);
  for (let period = 0; period < 5; period++) {
    const answered = once(socket, 'pong');
    vi.advanceTimersByTime(HEARTBEAT_MS);
    await answered;
  }
  expect(socket.readyState).toBe(WebSocket.OPEN);
});

it('takes a message for life, since a pong may queue behind output', async () => {
  const { client, socket } = await connect({ autoPong: false });
  keepAlive(socket);
  client.on('ping', () => client.send('taken'));
  for (let period = 0; period < 5; period++) {
    const heard = once(socket, 'message');
    vi.advanceTimersByTime(HEARTBEAT_MS);
    await heard;
  }
  expect(socket.readyState).toBe(WebSocket.OPEN);
});
