import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Dispatcher } from 'undici';
import { LabError } from '../errors.ts';
import { readFailure } from './read-failure.ts';
import { readRedirect } from './redirect.ts';
import { requestHeaders } from './request-headers.ts';
import { responseHeaders } from './response-headers.ts';
import type { Visit } from './visit.ts';

/**
 * Asks the learner's program and hands on what it answers, as fast as the browser takes it. Rejects before anything was
 * sent; an answer that breaks off in the middle breaks off in the browser.
 */
export async function passRequest(
  request: IncomingMessage,
  response: ServerResponse,
  visit: Visit,
): Promise<void> {
  const { upstream, name, app } = visit;
  const left = new AbortController();
  response.once('close', () => left.abort());
  const answer = await ask(request, visit, AbortSignal.any([left.signal, visit.gone]));
  const headers = responseHeaders(answer.headers, { name, app });
  const { location } = headers;
  if (typeof location === 'string' && answer.statusCode >= 300 && answer.statusCode < 400) {
    const from = { path: request.url ?? '/', inside: upstream.inside, name, app };
    const redirect = readRedirect(location, from);
    if (redirect.type !== 'follow') {
      answer.body.on('error', () => {}).destroy();
      throw redirect.type === 'app'
        ? new LabError('preview_to_app')
        : new LabError('preview_to_port', { detail: String(redirect.port) });
    }
    headers.location = redirect.location;
  }
  writeHead(response, answer.statusCode, headers);
  // Nobody is left to be told of what happens from here on.
  await pipeline(answer.body, response).catch(() => response.destroy());
}

async function ask(
  request: IncomingMessage,
  { upstream, name }: Visit,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const { method = 'GET', url: path = '/', headers } = request;
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  try {
    return await upstream.pool.request({
      path,
      method: method as Dispatcher.HttpMethod,
      headers: requestHeaders(headers, { outside: name.origin, inside: upstream.inside }),
      body: hasBody ? request : null,
      signal,
    });
  } catch (error) {
    throw readFailure(error);
  }
}

function writeHead(
  response: ServerResponse,
  status: number,
  headers: ReturnType<typeof responseHeaders>,
): void {
  try {
    for (const [header, value] of Object.entries(headers)) {
      if (value !== undefined) response.setHeader(header, value);
    }
    response.writeHead(status);
  } catch (error) {
    for (const header of response.getHeaderNames()) response.removeHeader(header);
    throw new LabError('preview_not_http', { cause: error, detail: 'a header that HTTP does not have' });
  }
}
