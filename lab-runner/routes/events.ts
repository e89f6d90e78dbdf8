/** The socket on which a page hears of its lab: the whole lab first, then every change. */
import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { LabEvent } from '../../lib/lab-api/events.ts';
import type { Ticket } from '../../lib/lab-api/ticket.ts';
import { asLabError } from '../errors.ts';
import type { LabRouteDeps } from './lab.ts';
import { registerLabSocket } from './lab-socket.ts';

/** A page that has not taken this much is asleep or hostile; when it comes back it gets the whole lab anyway. */
const MAX_WAITING_BYTES = 1024 * 1024;
/** Of WebSocket close codes: the client broke the rules, or we cannot go on. */
const CLOSE = { policy: 1008, tryAgain: 1013 };

export function registerEventRoutes(app: FastifyInstance, deps: LabRouteDeps): void {
  registerLabSocket(app, '/lab/events', {
    admit: (request) => deps.authenticate(request, 'watch'),
    serve: (socket, ticket) => serve(socket, ticket, deps),
  });
}

async function serve(socket: WebSocket, ticket: Ticket, { labs, log }: LabRouteDeps): Promise<void> {
  // The server speaks, the client only listens.
  socket.on('message', () => socket.close(CLOSE.policy));
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  try {
    const listener = (event: LabEvent) => send(socket, event);
    const subscription = await labs.subscribe(ticket, { listener, hold: ticket.rights !== 'watch' });
    send(socket, { type: 'lab', lab: subscription.view });
    if (socket.readyState !== socket.OPEN) subscription.close();
    await closed;
    subscription.close();
  } catch (caught) {
    const error = asLabError(caught);
    if (error.status >= 500) log.error({ err: error, detail: error.detail }, 'events failed');
    send(socket, { type: 'problem', problem: error.problem });
    socket.close(error.problem.retryable ? CLOSE.tryAgain : CLOSE.policy, error.code);
  }
}

function send(socket: WebSocket, event: LabEvent): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > MAX_WAITING_BYTES) socket.terminate();
  else socket.send(JSON.stringify(event));
}
