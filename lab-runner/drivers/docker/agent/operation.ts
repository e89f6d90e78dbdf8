import type { Duplex } from 'node:stream';
import type { z } from 'zod';
import { asLabError, LabError } from '../../../errors.ts';
import { AgentConnection, type AgentRoute, parseAnswer } from './connection.ts';

export interface OperationOptions {
  readonly signal?: AbortSignal;
  /** Default: that of the route. */
  readonly answerTimeoutMs?: number;
}

/**
 * Opens a connection, sends the request and waits for `ok`. The caller closes the connection. When the signal aborts
 * later, the connection is closed.
 */
export async function startOperation<T>(
  route: AgentRoute,
  request: { readonly op: string; readonly [key: string]: unknown },
  answer: z.ZodType<T>,
  options: OperationOptions = {},
): Promise<{ readonly connection: AgentConnection; readonly answer: T }> {
  const timeoutMs = options.answerTimeoutMs ?? route.answerTimeoutMs;
  return within(timeoutMs, request.op, async (expired) => {
    const connection = new AgentConnection(await connectUnless(route, expired));
    expired.addEventListener('abort', () => connection.fail(unresponsive(request.op, timeoutMs)));
    closeOnAbort(connection, options.signal);
    try {
      connection.sendJson('request', request);
      const frame = await connection.expect('ok');
      return { connection, answer: parseAnswer(answer, frame.payload) };
    } catch (error) {
      connection.close();
      throw error;
    }
  });
}

/** An operation that is over with its answer. */
export async function askAgent<T>(
  route: AgentRoute,
  request: { readonly op: string; readonly [key: string]: unknown },
  schema: z.ZodType<T>,
  options?: OperationOptions,
): Promise<T> {
  const { connection, answer } = await startOperation(route, request, schema, options);
  connection.close();
  return answer;
}

/** Runs `work`; when it takes longer than `timeoutMs` rejects with `sandbox_unresponsive` and tells `work` by its signal. */
export async function within<T>(
  timeoutMs: number,
  what: string,
  work: (expired: AbortSignal) => Promise<T>,
): Promise<T> {
  const expiry = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(unresponsive(what, timeoutMs));
      expiry.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(expiry.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function connectUnless(route: AgentRoute, expired: AbortSignal): Promise<Duplex> {
  let stream: Duplex;
  try {
    stream = await route.connect();
  } catch (error) {
    throw error instanceof LabError ? error : new LabError('sandbox_gone', { cause: error });
  }
  if (!expired.aborted) return stream;
  stream.on('error', () => undefined);
  stream.destroy();
  throw asLabError(expired.reason);
}

function closeOnAbort(connection: AgentConnection, signal: AbortSignal | undefined): void {
  if (signal === undefined) return;
  if (signal.aborted) connection.close();
  signal.addEventListener('abort', () => connection.close(), { once: true });
}

function unresponsive(what: string, timeoutMs: number): LabError {
  return new LabError('sandbox_unresponsive', { detail: `${what} had no answer within ${timeoutMs} ms` });
}
