import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { keepAlive } from './heartbeat.ts';

let server: WebSocketServer;
beforeEach(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
});
afterEach(() => {
  for (const client of server.clients) client.terminate();
  server.close();
});

async function connect(options: { autoPong: boolean }): Promise<{ client: WebSocket; socket: WebSocket }> {
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, options);
  const [socket] = (await once(server, 'connection')) as [WebSocket];
  return { client, socket };
}

it('ends a socket whose other side no longer answers', async () => {
  const { socket } = await connect({ autoPong: false });
  keepAlive(socket, 20);
  const [code] = (await once(socket, 'close')) as [number];
  expect(code).toBe(1006);
});

it('leaves a socket alone whose other side answers', async () => {
  const { client, socket } = await connect({ autoPong: true });
  keepAlive(socket, 20);
  for (let ping = 0; ping < 5; ping++) await once(client, 'ping');
  expect(socket.readyState).toBe(WebSocket.OPEN);
});

it('takes a message for life, since a pong may queue behind output', async () => {
  const { client, socket } = await connect({ autoPong: false });
  keepAlive(socket, 20);
  client.on('ping', () => client.send('taken'));
  for (let ping = 0; ping < 5; ping++) await once(client, 'ping');
  expect(socket.readyState).toBe(WebSocket.OPEN);
});
