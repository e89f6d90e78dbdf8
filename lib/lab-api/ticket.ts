/**
 * Tickets and receipts: the only things that web and runner trust from each other. Both are JWTs (HS256) under one
 * secret, told apart by their audience, so that neither can be used as the other.
 */
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

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

export type Verified<T> =
  | { readonly ok: true; readonly value: T; readonly expiresAt: Date | null }
  | { readonly ok: false; readonly why: 'expired' | 'invalid' };

export async function signTicket(ticket: Ticket, secret: Uint8Array): Promise<string> {
  return new SignJWT({ ...ticket })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(TICKET_AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${TICKET_SECONDS}s`)
    .sign(secret);
}

export async function verifyTicket(token: string, secret: Uint8Array): Promise<Verified<Ticket>> {
  return verify(token, secret, TICKET_AUDIENCE, ticketSchema);
}

export async function signReceipt(receipt: Receipt, secret: Uint8Array): Promise<string> {
  return new SignJWT({ ...receipt })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(RECEIPT_AUDIENCE)
    .setIssuedAt()
    .sign(secret);
}

export async function verifyReceipt(token: string, secret: Uint8Array): Promise<Verified<Receipt>> {
  return verify(token, secret, RECEIPT_AUDIENCE, receiptSchema);
}

async function verify<T>(
  token: string,
  secret: Uint8Array,
  audience: string,
  schema: z.ZodType<T>,
): Promise<Verified<T>> {
  try {
    const { payload } = await jwtVerify(token, secret, { audience, algorithms: ['HS256'] });
    const parsed = schema.safeParse(payload);
    if (!parsed.success) return { ok: false, why: 'invalid' };
    return {
      ok: true,
      value: parsed.data,
      expiresAt: payload.exp === undefined ? null : new Date(payload.exp * 1000),
    };
  } catch (error) {
    return { ok: false, why: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
  }
}
