import { HOP_BY_HOP } from '../hop-by-hop.ts';
import { isOurCookie } from '../our-cookies.ts';
import type { PreviewName } from './preview-names.ts';
import { inFrames } from './preview-pass.ts';

export type ResponseHeaders = Record<string, string | string[] | undefined>;

interface Surroundings {
  readonly name: PreviewName;
  /** Origin of the app, the one page that shows the preview in a frame. */
  readonly app: string;
}

/**
 * What would reach beyond the preview's own pages: other names of this server (HSTS, Alt-Svc, reports, cookies that are
 * cleared for the whole site) and a proxy before us, which these tell to send files of the server.
 */
const REACHES_BEYOND =
  /^(strict-transport-security|alt-svc|clear-site-data|nel|report-to|reporting-endpoints|public-key-pins.*|x-accel-.*|x-sendfile|x-lighttpd-send-file|x-reproxy-.*|origin-agent-cluster)$/;
/** Who frames it is for us to say: a page that wants no frames is shown all the same, to the one who serves it. */
const FRAMING = 'x-frame-options';
const POLICY = 'content-security-policy';

/** What a learner's program answers, as the browser gets it. */
export function responseHeaders(headers: ResponseHeaders, around: Surroundings): ResponseHeaders {
  const named = new Set(
    String(headers.connection ?? '')
      .toLowerCase()
      .split(/\s*,\s*/),
  );
  const kept: ResponseHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    if (HOP_BY_HOP.has(name) || named.has(name) || REACHES_BEYOND.test(name) || name === FRAMING) continue;
    kept[name] = value;
  }
  const cookies = listOf(headers['set-cookie']).flatMap((cookie) => theirCookie(cookie, around.name));
  delete kept['set-cookie'];
  if (cookies.length > 0) kept['set-cookie'] = cookies;
  kept[POLICY] = [
    ...listOf(headers[POLICY]).flatMap(withoutAncestors),
    `frame-ancestors 'self' ${around.app}`,
  ];
  // Scripts of neighbours under one domain get no process, and no document.domain, in common.
  kept['origin-agent-cluster'] = '?1';
  return kept;
}

/** For this host alone, and let through in a frame; one of our names is not theirs to set. */
function theirCookie(cookie: string, name: PreviewName): string[] {
  const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim());
  if (isOurCookie(pair)) return [];
  const kept = attributes.filter((one) => !/^(domain|secure|samesite|partitioned)\s*(=|$)/i.test(one));
  return [[pair, ...kept, inFrames(name)].join('; ')];
}

function withoutAncestors(policies: string): string[] {
  return policies.split(',').flatMap((policy) => {
    const directives = policy.split(';').filter((one) => !/^\s*frame-ancestors(\s|$)/i.test(one));
    const text = directives.join(';').trim();
    return text === '' ? [] : [text];
  });
}

function listOf(value: string | string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}
