/** The socket of a panel: the server tells what there is in a lab, for as long as somebody looks; the client only listens. */
import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { Ticket } from '../../lib/lab-api/ticket.ts';
import type { Sandbox } from '../drivers/driver.ts';
import { asLabError, LabError } from '../errors.ts';
import { closingOf } from '../terminal/closing.ts';
import { SocketCount } from '../terminal/socket-count.ts';
import { registerLabSocket } from './lab-socket.ts';
import type { RouteDeps } from './route-deps.ts';

export interface Panel<Message> {
  readonly path: string;
  /** Until the signal aborts. Rejects when the sandbox is gone. */
  readonly watch: (sandbox: Sandbox, options: WatchOptions<Message>) => Promise<void>;
}

interface WatchOptions<Message> {
  readonly signal: AbortSignal;
  /** A promise when the reader is slow: whoever has much to tell waits for it. */
  readonly tell: (message: Message) => Promise<void> | undefined;
}

/** Each has programs of its own in the lab. */
const WATCHERS_PER_LAB = 4;
/** Above it whoever has much to tell waits. */
const SEND_AHEAD_BYTES = 256 * 1024;
/** A page that has not taken this much is asleep; when it comes back it is told everything anyway. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;
const CLOSE_POLICY = 1008;

export function registerPanelSocket<Message>(
  app: FastifyInstance,
  deps: RouteDeps,
  panel: Panel<Message>,
): void {
  const watchers = new SocketCount(WATCHERS_PER_LAB);
  registerLabSocket(app, panel.path, {
    admit: (request) => deps.authenticate(request, 'watch'),
    serve: (socket, ticket) => serve(socket, { ticket, panel, watchers, deps }),
  });
}

interface Serving<Message> {
  readonly ticket: Ticket;
  readonly panel: Panel<Message>;
  readonly watchers: SocketCount;
  readonly deps: RouteDeps;
}

async function serve<Message>(
  socket: WebSocket,
  { ticket, panel, watchers, deps }: Serving<Message>,
): Promise<void> {
  await using ending = new AsyncDisposableStack();
  socket.on('message', () => socket.close(CLOSE_POLICY));
  const closed = new AbortController();
  socket.once('close', () => closed.abort());
  try {
    const lab = await deps.labs.resolve(ticket);
    ending.defer(watchers.admit(lab.sandbox.id));
    if (ticket.rights !== 'watch') ending.defer(lab.hold());
    const signal = AbortSignal.any([closed.signal, lab.gone]);
    await panel.watch(lab.sandbox, { signal, tell: (message) => send(socket, JSON.stringify(message)) });
    end(socket, new LabError('lab_missing'));
  } catch (error) {
    const problem = asLabError(error);
    if (problem.status >= 500) {
      deps.log.error({ err: problem, detail: problem.detail, path: panel.path }, 'watching a lab failed');
    }
    end(socket, problem);
  }
}

function send(socket: WebSocket, text: string): Promise<void> | undefined {
  if (socket.readyState !== socket.OPEN) return undefined;
  if (socket.bufferedAmount > MAX_WAITING_BYTES) {
    socket.terminate();
    return undefined;
  }
  if (socket.bufferedAmount <= SEND_AHEAD_BYTES) {
    socket.send(text);
    return undefined;
  }
  return new Promise((resolve) => {
    socket.send(text, () => resolve());
  });
}

function end(socket: WebSocket, why: LabError): void {
  const { code, reason } = closingOf(why);
  socket.close(code, reason);
}
