import type { FastifyRequest } from 'fastify';
import { SOCKET_TICKET_PREFIX, type Ticket, verifyTicket } from '../../lib/lab-api/ticket.ts';
import { LabError } from '../errors.ts';
import type { NeededRights } from './route-deps.ts';

const RANK: Readonly<Record<NeededRights, number>> = { watch: 0, assist: 1, own: 2 };

/** Reads and verifies the ticket of a request. See `RouteDeps.authenticate`. */
export async function authenticate(
  request: Pick<FastifyRequest, 'headers'>,
  needed: NeededRights,
  secret: Uint8Array,
): Promise<Ticket> {
  const token = tokenOf(request.headers);
  if (token === undefined) throw new LabError('ticket_missing');
  const verified = await verifyTicket(token, secret);
  if (!verified.ok) throw new LabError(verified.why === 'expired' ? 'ticket_expired' : 'ticket_invalid');
  if (RANK[verified.value.rights] < RANK[needed]) throw new LabError('not_allowed');
  return verified.value;
}

/** A browser's WebSocket cannot send headers of its own, so there the ticket is one of the subprotocols. */
function tokenOf(headers: FastifyRequest['headers']): string | undefined {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  const protocols = (headers['sec-websocket-protocol'] ?? '').split(',').map((word) => word.trim());
  return protocols.find((word) => word.startsWith(SOCKET_TICKET_PREFIX))?.slice(SOCKET_TICKET_PREFIX.length);
}
