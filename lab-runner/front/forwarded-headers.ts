import type { IncomingHttpHeaders } from 'node:http';
import { HOP_BY_HOP } from '../hop-by-hop.ts';
import { isOurCookie, isSurelyOurs, keepCookies } from '../our-cookies.ts';

/** Next believes these, because a proxy or Next itself writes them: a client must not (CVE-2025-29927). */
const FAKEABLE =
  /^(forwarded$|x-forwarded-|x-real-ip$|x-middleware-|x-invoke-|x-matched-path$|x-original-|x-rewrite-|x-now-|x-vercel-)/;

interface Client {
  readonly host: string;
  readonly address: string;
  readonly protocol: 'http' | 'https';
}

/** Headers as Next gets them: what the client said, but for what it has no say in. */
export function forwardedHeaders(headers: IncomingHttpHeaders, client: Client): IncomingHttpHeaders {
  const kept = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name) && !FAKEABLE.test(name));
  const { 'accept-encoding': accepted, cookie, ...rest } = Object.fromEntries(kept) as IncomingHttpHeaders;
  const ours = keepCookies(cookie, client.protocol === 'https' ? isSurelyOurs : isOurCookie);
  return {
    ...rest,
    // A learner's page on a neighbouring name can set cookies that a browser brings here too.
    ...(ours !== undefined && { cookie: ours }),
    // The one encoding that Next writes and we read.
    ...(/\bgzip\b/.test(String(accepted)) && { 'accept-encoding': 'gzip' }),
    'x-forwarded-host': client.host,
    'x-forwarded-for': client.address,
    'x-forwarded-proto': client.protocol,
  };
}
