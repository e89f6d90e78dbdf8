/**
 * Whether a request comes from a page of ours. Browsers send Origin with every POST; what sends none is no browser, and
 * nothing that needs it. The host must be one we go by, too: a page whose name was pointed at 127.0.0.1 is not ours.
 */
export function isSameOrigin(headers: Headers, publicOrigin: string | null): boolean {
  const origin = parse(headers.get('origin'));
  if (origin === null) return false;
  if (publicOrigin !== null && origin.origin === publicOrigin) return true;
  const host = headers.get('x-forwarded-host') ?? headers.get('host');
  return origin.host === host && isLoopback(origin.hostname);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function parse(text: string | null): URL | null {
  return text !== null && URL.canParse(text) ? new URL(text) : null;
}
