import type { PreviewName } from './preview-names.ts';

export type Redirect =
  /** As a browser may follow it. */
  | { readonly type: 'follow'; readonly location: string }
  /** To Drydock itself: nothing that a learner's program sends a browser to. */
  | { readonly type: 'app' }
  /** To another port of the sandbox, which is another preview. */
  | { readonly type: 'port'; readonly port: number };

interface From {
  /** Path and query that were asked for. */
  readonly path: string;
  /** `localhost:8080` */
  readonly inside: string;
  readonly name: PreviewName;
  /** Origin of the app. */
  readonly app: string;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])$/;

/** Where a `Location` leads, whose localhost is the sandbox and not the learner's own machine. */
export function readRedirect(location: string, { path, inside, name, app }: From): Redirect {
  const base = `http://${inside}`;
  if (!URL.canParse(location, base + path)) return { type: 'follow', location };
  const to = new URL(location, base + path);
  const rest = `${to.pathname}${to.search}${to.hash}`;
  const port = Number(to.port || (to.protocol === 'https:' ? 443 : 80));
  const isLoopback = LOOPBACK.test(to.hostname);
  if (to.origin === name.origin) return { type: 'follow', location: rest };
  if (isLoopback && to.protocol === 'http:' && inside === `localhost:${port}`)
    return { type: 'follow', location: rest };
  if (to.host === new URL(app).host) return { type: 'app' };
  if (isLoopback) return { type: 'port', port };
  return { type: 'follow', location: to.href };
}
