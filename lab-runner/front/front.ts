/**
 * The one public port: everything that is not /lab comes from web. Left out by a team with a proxy of its own, which
 * then sets the policies of security-headers.ts itself.
 */
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import httpProxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply, RawServerBase, RouteGenericInterface } from 'fastify';
import { LabError } from '../errors.ts';
import { passSocketsOn } from './dev-sockets.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import { PagePolicies } from './page-policies.ts';
import { contentSecurityPolicy, SECURITY_HEADERS } from './security-headers.ts';
import { WEB_DOWN_PAGE } from './web-down-page.ts';

export interface FrontOptions {
  /** Origin of web, on loopback. */
  readonly webUrl: string;
  readonly publicOrigin: string | undefined;
  readonly development: boolean;
  /** What pages may frame, for whoever came by this Host. */
  readonly frameSource: (host: string) => string | undefined;
}

/** A page that is compiled on first sight in development takes long. */
const ANSWER_MS = 120_000;

/** As http-proxy hands it to its hooks. */
type Reply = FastifyReply<RouteGenericInterface, RawServerBase>;

export function registerFront(app: FastifyInstance, options: FrontOptions): void {
  const { webUrl, publicOrigin, development, frameSource } = options;
  const policies = new PagePolicies();
  const protocol = publicOrigin?.startsWith('https:') ? 'https' : 'http';
  const policyFor = (reply: Reply, scriptHashes: readonly string[] = []) => {
    const host = reply.request.headers.host ?? '';
    return contentSecurityPolicy({ scriptHashes, host, frames: frameSource(host), development });
  };
  const webDown = (reply: Reply, error: unknown) => {
    app.log.warn({ err: error }, 'web does not answer');
    answerWebDown(reply, policyFor(reply));
  };
  app.addHook('onSend', async (_request, reply) => {
    reply.headers(SECURITY_HEADERS);
    if (protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
  });
  if (development) passSocketsOn(app, webUrl);
  app.register(httpProxy, {
    upstream: webUrl,
    disableRequestLogging: true,
    // What the proxy logs of a web that is down, we say once and shorter.
    logLevel: 'error',
    internalRewriteLocationHeader: false,
    undici: { connections: 128, headersTimeout: ANSWER_MS, bodyTimeout: ANSWER_MS },
    replyOptions: {
      rewriteRequestHeaders: (request, headers) =>
        forwardedHeaders(headers, { host: request.headers.host ?? '', address: request.ip, protocol }),
      rewriteHeaders: ({ 'x-powered-by': _, ...headers }) => headers,
      onResponse: (_request, reply, response) => {
        const stream = streamOf(response);
        if (!isHtml(reply)) return reply.send(stream);
        const policyOf = (body: Buffer) => {
          const encoding = String(reply.getHeader('content-encoding'));
          return policyFor(reply, policies.scriptHashes(body, encoding));
        };
        sendPage(reply, stream, policyOf).catch((error: unknown) => webDown(reply, error));
      },
      onError: (reply, { error }) => webDown(reply, rootOf(error)),
    },
  });
}

/** What happened on the wire, without the story of how it travelled through the proxy. */
function rootOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error;
}

/** http-proxy types the answer as a message of Node, and hands us what has the body as `stream`. */
function streamOf(response: unknown): Readable {
  return (response as { readonly stream: Readable }).stream;
}

function isHtml(reply: Reply): boolean {
  return String(reply.getHeader('content-type')).startsWith('text/html');
}

/** Held back until it is whole, because its inline scripts go into a header. */
async function sendPage(reply: Reply, stream: Readable, policyOf: (body: Buffer) => string): Promise<void> {
  const body = await buffer(stream);
  const headers = { 'content-security-policy': policyOf(body), 'content-length': body.length };
  reply.removeHeader('transfer-encoding').headers(headers).send(body);
}

/** A person gets a page that looks again by itself, a program gets the problem. */
function answerWebDown(reply: Reply, policy: string): void {
  const error = new LabError('web_down');
  for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
  reply.code(error.status).headers({ 'cache-control': 'no-store', 'retry-after': '3' });
  if (reply.request.headers.accept?.includes('text/html')) {
    reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(WEB_DOWN_PAGE);
  } else {
    reply.send({ problem: error.problem });
  }
}
