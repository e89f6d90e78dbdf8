import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { LabError } from '../errors.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests that another site makes in the learner's browser. Throws `origin_refused`.
 *
 * Host: names under localhost are previews, which learners' programs serve. A name that somebody else owns and lets point
 * at our address (DNS rebinding) would make their page our own origin. An IP address, localhost and the operator's own name
 * cannot be used so.
 * Origin: browsers send it with every mutation and every WebSocket, so a missing one is refused too.
 */
export function refuseForeign(request: FastifyRequest, publicOrigin: string | undefined): void {
  const host = request.headers.host ?? '';
  if (!isOurHost(host, publicOrigin)) {
    throw new LabError('origin_refused', {
      detail: `the host "${host}" is not ours; if learners come by that name, set PUBLIC_URL to it`,
    });
  }
  const isUpgrade = request.headers.upgrade !== undefined;
  if (SAFE_METHODS.has(request.method) && !isUpgrade) return;
  const { origin } = request.headers;
  if (origin === undefined || !isOurOrigin(origin, host, publicOrigin)) {
    throw new LabError('origin_refused', { detail: `origin "${origin ?? ''}" at host "${host}"` });
  }
}

function isOurHost(host: string, publicOrigin: string | undefined): boolean {
  const name = hostNameOf(host);
  if (name === undefined) return false;
  if (name === 'localhost' || isIP(name) !== 0) return true;
  return publicOrigin !== undefined && new URL(publicOrigin).hostname === name;
}

function isOurOrigin(origin: string, host: string, publicOrigin: string | undefined): boolean {
  if (publicOrigin !== undefined && origin === publicOrigin) return true;
  try {
    const { protocol, host: originHost } = new URL(origin);
    // A proxy before us may have ended TLS, so either protocol; the port is in both or in neither.
    return (
      (protocol === 'http:' || protocol === 'https:') && originHost === new URL(`${protocol}//${host}`).host
    );
  } catch {
    return false;
  }
}

/** Without the port and, for IPv6, without the brackets. Undefined for what is no host at all. */
function hostNameOf(host: string): string | undefined {
  if (!/^[a-zA-Z0-9.\-_:[\]]+$/.test(host)) return undefined;
  try {
    return new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');
  } catch {
    return undefined;
  }
}
