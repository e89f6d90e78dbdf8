import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import xterm from '@xterm/xterm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import { TERMINAL_CLOSE } from '../../lib/lab-api/terminal-close.ts';
import {
  CLIENT_FRAME_BYTES,
  type ClientFrame,
  decodeClientFrame,
  encodeServerFrame,
  type ServerFrame,
} from '../../lib/lab-api/terminal-frames.ts';
import { LabRequestError } from '../workbench/lab-context.ts';
import type { Ending } from '../workbench/reconnect.ts';
import { connectTerminal, type Line } from './terminal-connection.ts';

let server: WebSocketServer;
let terminal: InstanceType<typeof xterm.Terminal>;
let abort: AbortController;
let told: string[];
let line: Line | undefined;
let happened: EventEmitter;
beforeEach(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: CLIENT_FRAME_BYTES + 1 });
  await once(server, 'listening');
  terminal = new xterm.Terminal();
  abort = new AbortController();
  told = [];
  line = undefined;
  happened = new EventEmitter();
});
afterEach(() => {
  abort.abort();
  for (const client of server.clients) client.terminate();
  server.close();
});

async function connect(): Promise<{ socket: ServerSocket; frames: ClientFrame[]; ending: Promise<Ending> }> {
  const here = once(happened, 'opened');
  const ending = connectTerminal({ open: openSocket, screen: terminal, listener, signal: abort.signal });
  const [socket] = (await once(server, 'connection')) as [ServerSocket];
  const frames: ClientFrame[] = [];
  socket.on('message', (data: Buffer) => {
    const frame = decodeClientFrame(data);
    if (frame) frames.push(frame);
  });
  await here;
  return { socket, frames, ending };
}

/** As lab-socket.ts opens one: resolves when it may be sent on. */
function openSocket(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  socket.binaryType = 'arraybuffer';
  return new Promise((resolve) => {
    socket.onopen = () => resolve(socket);
  });
}

const listener = {
  opened: (opened: Line) => {
    line = opened;
    told.push('opened');
    happened.emit('opened');
  },
  live: () => happened.emit('live'),
  size: () => {},
  exit: (exitCode: number) => told.push(`exit ${exitCode}`),
  closed: ({ code, reason }: { code: number; reason: string }) => told.push(`closed ${code} ${reason}`),
};
const say = (socket: ServerSocket, frame: ServerFrame) => socket.send(encodeServerFrame(frame));
const received = (socket: ServerSocket) => once(socket, 'message');

it('tells when the past is over, and sends keys then', async () => {
  const { socket, frames } = await connect();
  say(socket, { type: 'size', cols: 80, rows: 24 });
  say(socket, { type: 'replayed' });
  const heard = received(socket);
  await once(happened, 'live');
  expect(line?.past).toBe(false);
  line?.input(new TextEncoder().encode('ls\r'));
  await heard;
  expect(frames).toEqual([{ type: 'input', bytes: Buffer.from('ls\r') }]);
});

it('cuts a long paste into pieces that the server takes', async () => {
  const { socket, frames } = await connect();
  say(socket, { type: 'size', cols: 80, rows: 24 });
  const paste = new Uint8Array(3 * CLIENT_FRAME_BYTES + 5).fill(46);
  line?.input(paste);
  while (frames.length < 4) await received(socket);
  const sizes = frames.map((frame) => (frame.type === 'input' ? frame.bytes.byteLength : 0));
  expect(sizes).toEqual([CLIENT_FRAME_BYTES, CLIENT_FRAME_BYTES, CLIENT_FRAME_BYTES, 5]);
});

it.each([
  ['the shell exited', TERMINAL_CLOSE.exited, 'stop'],
  ['trying again cannot help', TERMINAL_CLOSE.refused, 'stop'],
  ['the lab ended, perhaps for a reset', TERMINAL_CLOSE.labEnded, 'try again'],
  ['the runner asks to try again', TERMINAL_CLOSE.tryAgain, 'try again'],
  ['the runner ends', 1001, 'try again'],
] as const)('when %s (%i): %s', async (_why, code, next) => {
  const { socket, ending } = await connect();
  socket.close(code, 'why');
  expect(await ending).toBe(next);
  expect(told.at(-1)).toBe(`closed ${code} why`);
});

it('brings the last words of a shell and its exit code, also when the socket closes right behind them', async () => {
  const { socket, ending } = await connect();
  say(socket, { type: 'size', cols: 80, rows: 24 });
  say(socket, { type: 'replayed' });
  say(socket, { type: 'data', bytes: new Uint8Array(200_000).fill(46) });
  say(socket, { type: 'size', cols: 100, rows: 24 });
  say(socket, { type: 'data', bytes: new TextEncoder().encode('\r\nlogout') });
  say(socket, { type: 'exit', exitCode: 7 });
  socket.close(TERMINAL_CLOSE.exited);
  expect(await ending).toBe('stop');
  expect(told).toEqual(['opened', 'exit 7', `closed ${TERMINAL_CLOSE.exited} `]);
  const { active } = terminal.buffer;
  expect(active.getLine(active.baseY + active.cursorY)?.translateToString(true)).toBe('logout');
});

it('tries again after what is no frame', async () => {
  const { socket, ending } = await connect();
  socket.send(Buffer.from([99]));
  expect(await ending).toBe('try again');
});

it('says that the connection is lost when none can be opened', async () => {
  const problem = { code: 'network', message: 'Nothing answers.', retryable: true };
  const open = () => Promise.reject(new LabRequestError(problem));
  expect(await connectTerminal({ open, screen: terminal, listener, signal: abort.signal })).toBe('try again');
  expect(told).toEqual([`closed ${TERMINAL_CLOSE.tryAgain} network`]);
});

it('lets go without a word when it is told to', async () => {
  const { socket, ending } = await connect();
  const closed = once(socket, 'close');
  abort.abort();
  expect(await ending).toBe('stop');
  await closed;
  expect(told).toEqual(['opened']);
});
