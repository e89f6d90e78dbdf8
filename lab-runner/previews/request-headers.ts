import type { IncomingHttpHeaders } from 'node:http';
import { HOP_BY_HOP } from '../hop-by-hop.ts';
import { isOurCookie, keepCookies } from '../our-cookies.ts';

export interface Passage {
  /** Origin of the preview in the browser. */
  readonly outside: string;
  /** Host and port as the program inside knows itself: `localhost:8080`. */
  readonly inside: string;
}

/** Whoever comes through a preview is to a program what whoever opens localhost in the sandbox is. */
const OF_PROXIES = /^(forwarded$|x-forwarded-|x-real-ip$)/;

/**
 * A browser's headers as the learner's program gets them: Host, Origin and Referer say the localhost that the program
 * listens on, since development servers refuse other names. Nothing of Drydock's own is among them.
 */
export function requestHeaders(
  headers: IncomingHttpHeaders,
  { outside, inside }: Passage,
): Record<string, string | string[]> {
  const named = new Set((headers.connection ?? '').toLowerCase().split(/\s*,\s*/));
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || HOP_BY_HOP.has(name) || named.has(name) || OF_PROXIES.test(name)) continue;
    kept[name] = value;
  }
  const { cookie, origin, referer } = headers;
  delete kept.cookie;
  const cookies = keepCookies(cookie, (name) => !isOurCookie(name));
  if (cookies !== undefined) kept.cookie = cookies;
  if (origin === outside) kept.origin = `http://${inside}`;
  if (referer?.startsWith(`${outside}/`)) kept.referer = `http://${inside}${referer.slice(outside.length)}`;
  kept.host = inside;
  return kept;
}
