/**
 * Tickets and receipts: the only things that web and runner trust from each other. Both are signed with one secret, and
 * neither can be used as the other.
 */
import { z } from 'zod';
import { sign, type Verified, verify } from './signed.ts';

const TICKET_AUDIENCE = 'drydock:lab';
const RECEIPT_AUDIENCE = 'drydock:progress';
export const TICKET_SECONDS = 600;
/** A WebSocket offers these two subprotocols: this word, and `ticket.` followed by the ticket. The server picks the first. */
export const SOCKET_PROTOCOL = 'drydock';
export const SOCKET_TICKET_PREFIX = 'ticket.';

/** `own`: everything. `assist`: terminals and files of somebody else's lab. `watch`: look only. */
export const rightsSchema = z.enum(['own', 'assist', 'watch']);

export const ticketSchema = z.object({
  learner: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  lesson: z.string().regex(/^[a-z0-9-]{1,64}$/),
  rights: rightsSchema,
});
export type Ticket = z.infer<typeof ticketSchema>;

export const receiptSchema = z.object({
  learner: z.string(),
  lesson: z.string(),
  task: z.string(),
  /** ISO time at which the check passed. */
  passedAt: z.string(),
});
export type Receipt = z.infer<typeof receiptSchema>;

export function signTicket(ticket: Ticket, secret: Uint8Array): Promise<string> {
  return sign(ticket, secret, { audience: TICKET_AUDIENCE, seconds: TICKET_SECONDS });
}

export function verifyTicket(token: string, secret: Uint8Array): Promise<Verified<Ticket>> {
  return verify(token, secret, TICKET_AUDIENCE, ticketSchema);
}

export function signReceipt(receipt: Receipt, secret: Uint8Array): Promise<string> {
  return sign(receipt, secret, { audience: RECEIPT_AUDIENCE });
}

export function verifyReceipt(token: string, secret: Uint8Array): Promise<Verified<Receipt>> {
  return verify(token, secret, RECEIPT_AUDIENCE, receiptSchema);
}
