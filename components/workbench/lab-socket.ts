import { LabRequestError } from './lab-context.ts';
import { networkProblem } from './lab-problem.ts';
import type { Surroundings } from './surroundings.ts';
import type { Tickets } from './tickets.ts';

/** The words of lib/lab-api/ticket.ts, said again here because that file brings the signing code with it. */
const PROTOCOL = 'drydock';
const TICKET_PREFIX = 'ticket.';
const CONNECT_LIMIT_MS = 8_000;

/** Resolves with an open socket. Rejects with `LabRequestError` when it does not open in time. */
export async function openLabSocket(
  path: string,
  tickets: Tickets,
  around: Surroundings,
): Promise<WebSocket> {
  const ticket = await tickets.take();
  const url = new URL(path, around.origin.replace(/^http/, 'ws'));
  const socket = new around.WebSocket(url, [PROTOCOL, TICKET_PREFIX + ticket]);
  socket.binaryType = 'arraybuffer';
  return new Promise((resolve, reject) => {
    const fail = () => {
      clearTimeout(timer);
      // A refused ticket and a lost network look alike here: a fresh ticket tells them apart.
      tickets.drop();
      socket.onopen = socket.onclose = null;
      socket.close();
      reject(new LabRequestError(networkProblem));
    };
    const timer = setTimeout(fail, CONNECT_LIMIT_MS);
    socket.onclose = fail;
    socket.onopen = () => {
      clearTimeout(timer);
      socket.onopen = socket.onclose = null;
      resolve(socket);
    };
  });
}
