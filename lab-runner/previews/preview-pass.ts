/** The proof that a browser may see a preview: a cookie of the preview's own host, got for a one-time entrance. */
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { previewTargetSchema } from '../../lib/lab-api/previews.ts';
import { sign, verify } from '../../lib/lab-api/signed.ts';
import { ticketSchema } from '../../lib/lab-api/ticket.ts';
import { LabError } from '../errors.ts';
import type { PreviewName } from './preview-names.ts';

const AUDIENCE = 'drydock:preview';
/** Longer than most labs; the sandbox it names ends it earlier. */
const SECONDS = 12 * 3600;

const passSchema = z.object({
  ticket: ticketSchema,
  /** A reset or a new start of the lesson is another sandbox, and has previews of other names. */
  sandbox: z.string(),
  target: previewTargetSchema,
  label: z.string(),
  /** Origin of the app that it was opened from: it alone may show it in a frame. */
  app: z.string(),
});
export type PreviewPass = z.infer<typeof passSchema>;

/** `__Host-` holds off cookies of the same name from neighbours; browsers want TLS for it, even on localhost. */
const cookieName = ({ origin }: PreviewName) =>
  origin.startsWith('https:') ? '__Host-drydock-preview' : 'drydock-preview';

export async function passCookie(pass: PreviewPass, name: PreviewName, secret: Uint8Array): Promise<string> {
  const token = await sign(pass, secret, { audience: AUDIENCE, seconds: SECONDS });
  return `${cookieName(name)}=${token}; Path=/; HttpOnly; ${inFrames(name)}`;
}

/**
 * What lets a cookie through in a frame of the app, which is another site on localhost: `Partitioned` keeps it to this pair
 * of sites. Plain http that is not localhost cannot have it, and there both are of one site (see config.ts).
 */
export function inFrames({ origin }: PreviewName): string {
  const isTrusted = origin.startsWith('https:') || new URL(origin).hostname.endsWith('.localhost');
  return isTrusted ? 'Secure; SameSite=None; Partitioned' : 'SameSite=Lax';
}

/** Rejects with `preview_refused`. */
export async function readPass(
  headers: IncomingHttpHeaders,
  name: PreviewName,
  secret: Uint8Array,
): Promise<PreviewPass> {
  const wanted = `${cookieName(name)}=`;
  const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  const token = cookies.find((cookie) => cookie.startsWith(wanted))?.slice(wanted.length);
  if (token === undefined) throw new LabError('preview_refused', { detail: 'no pass' });
  const verified = await verify(token, secret, AUDIENCE, passSchema);
  if (!verified.ok) throw new LabError('preview_refused', { detail: `the pass is ${verified.why}` });
  if (verified.value.label !== name.label)
    throw new LabError('preview_refused', { detail: 'the pass is of another preview' });
  return verified.value;
}
