import type { IncomingMessage } from 'node:http';
import { LabError } from '../errors.ts';
import type { PreviewName } from './preview-names.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A preview's mutations and WebSockets are for its own pages: the browser adds the pass to requests of other sites too.
 * Throws `origin_refused`.
 */
export function refuseOtherPages({ method = 'GET', headers }: IncomingMessage, name: PreviewName): void {
  if (SAFE_METHODS.has(method) && headers.upgrade === undefined) return;
  const { origin } = headers;
  if (origin === undefined || origin === name.origin) return;
  // A page that hides where it comes from says "null", also to itself.
  if (origin === 'null' && headers['sec-fetch-site'] === 'same-origin') return;
  throw new LabError('origin_refused', { detail: `origin "${origin}" at a preview` });
}
