/** WebSockets of previews: once both sides have agreed, bytes that nobody here reads. */
import type { IncomingMessage } from 'node:http';
import { type Duplex, pipeline } from 'node:stream';
import { LabError } from '../errors.ts';
import { readFailure } from './read-failure.ts';
import { requestHeaders } from './request-headers.ts';
import { type ResponseHeaders, responseHeaders } from './response-headers.ts';
import type { Visit } from './visit.ts';

/** Resolves when it is over. Rejects when the program did not agree to it; nothing was said to the browser then. */
export async function tunnel(
  request: IncomingMessage,
  browser: Duplex,
  head: Buffer,
  visit: Visit,
): Promise<void> {
  if (request.headers.upgrade?.toLowerCase() !== 'websocket')
    throw new LabError('request_invalid', { detail: 'an upgrade to something else than a WebSocket' });
  const left = new AbortController();
  browser.once('close', () => left.abort());
  const { program, headers } = await agree(request, visit, AbortSignal.any([left.signal, visit.gone]));
  browser.write(headOf(responseHeaders(headers, visit)));
  if (head.length > 0) program.write(head);
  const end = () => browser.destroy();
  visit.gone.addEventListener('abort', end);
  if (visit.gone.aborted) end();
  // As long as it is open the lab is awake, as with a terminal.
  const release = visit.lab.hold();
  try {
    await Promise.all([through(browser, program), through(program, browser)]);
  } finally {
    release();
    visit.gone.removeEventListener('abort', end);
    browser.destroy();
    program.destroy();
  }
}

async function agree(
  request: IncomingMessage,
  { upstream, name }: Visit,
  signal: AbortSignal,
): Promise<{ readonly program: Duplex; readonly headers: ResponseHeaders }> {
  try {
    const { socket, headers } = await upstream.pool.upgrade({
      path: request.url ?? '/',
      protocol: 'websocket',
      headers: requestHeaders(request.headers, { outside: name.origin, inside: upstream.inside }),
      signal,
    });
    return { program: socket, headers };
  } catch (error) {
    throw readFailure(error);
  }
}

/** Resolves when this direction has ended, however it did. */
function through(from: Duplex, to: Duplex): Promise<void> {
  return new Promise((ended) => {
    pipeline(from, to, () => ended());
  });
}

function headOf(headers: ResponseHeaders): string {
  const lines = Object.entries(headers).flatMap(([header, value]) =>
    [value ?? []].flat().map((one) => `${header}: ${one}`),
  );
  return [
    'HTTP/1.1 101 Switching Protocols',
    'connection: Upgrade',
    'upgrade: websocket',
    ...lines,
    '',
    '',
  ].join('\r\n');
}
