import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { LabError } from '../errors.ts';
import { PAGE_POLICY, PROBLEM_HEADER, problemPage } from './preview-page.ts';

export interface ProblemAbout {
  /** As people say it, such as `port 8080`. */
  readonly target: string | undefined;
  /** Origin of the app, once it is known. */
  readonly app: string | undefined;
}

/** A person gets a page, a program the sentence. */
export function answerProblem(
  request: IncomingMessage,
  response: ServerResponse,
  error: LabError,
  { target, app }: ProblemAbout,
): void {
  // What has begun cannot be taken back.
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  response.statusCode = error.status;
  response.setHeader('cache-control', 'no-store');
  response.setHeader(PROBLEM_HEADER, error.code);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('content-security-policy', `${PAGE_POLICY}; frame-ancestors 'self' ${app ?? '*'}`);
  const isPerson = wantsPage(request);
  response.setHeader('content-type', `text/${isPerson ? 'html' : 'plain'}; charset=utf-8`);
  // A body that nobody has read would be taken for the next request.
  if (!request.complete) response.setHeader('connection', 'close');
  response.end(
    isPerson ? problemPage(error, target, { again: request.method === 'GET' }) : `${error.message}\n`,
  );
}

function wantsPage({ headers }: IncomingMessage): boolean {
  const meant = headers['sec-fetch-dest'];
  if (meant !== undefined) return meant === 'document' || meant === 'iframe' || meant === 'frame';
  return headers.accept?.includes('text/html') ?? false;
}

/** An upgrade that did not come about. */
export function refuseUpgrade(socket: Duplex, error: LabError): void {
  if (socket.destroyed) return;
  const body = `${error.message}\n`;
  socket.end(
    `HTTP/1.1 ${error.status} Refused\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
