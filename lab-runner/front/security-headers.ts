/** What every answer carries, and the policy of a page. */

export interface PolicyOptions {
  /** Sources of the page's own inline scripts, `'sha256-…'`. */
  readonly scriptHashes: readonly string[];
  /** The Host that the browser asked. */
  readonly host: string;
  /** Previews; undefined where there are none. */
  readonly frames: string | undefined;
  /** Next's development server evaluates strings and writes inline scripts; nothing of that is built. */
  readonly development: boolean;
}

export function contentSecurityPolicy({ scriptHashes, host, frames, development }: PolicyOptions): string {
  const scripts = development ? ["'unsafe-inline'", "'unsafe-eval'"] : scriptHashes;
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", ...scripts],
    // Monaco and xterm write style elements as they run, and highlighted code carries style attributes.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'", 'data:'],
    'worker-src': ["'self'", 'blob:'],
    // 'self' does not cover WebSockets in every browser.
    'connect-src': ["'self'", `ws://${host}`, `wss://${host}`],
    'frame-src': [frames ?? "'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), display-capture=(), browsing-topics=()',
};
