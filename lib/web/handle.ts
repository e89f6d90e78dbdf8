import type { z } from 'zod';
import { isSameOrigin } from './same-origin.ts';
import { readWebSettings } from './settings.ts';
import { WebProblem } from './web-problem.ts';

/** Receipts are the largest thing a page sends: a few hundred bytes each. */
const BODY_BYTES = 64 * 1024;

/** A handler that changes something: it gets a body that was checked, from a page of ours; what it throws is answered. */
export function mutation<T>(schema: z.ZodType<T>, act: (body: T) => Promise<unknown>) {
  return (request: Request): Promise<Response> =>
    answer(async () => {
      if (!isSameOrigin(request.headers, readWebSettings().publicOrigin))
        throw new WebProblem('origin_refused');
      return act(await readBody(request, schema));
    });
}

/** Runs the handler and turns what it throws into a problem, logged here once when it is our fault. */
export async function answer(act: () => Promise<unknown>): Promise<Response> {
  try {
    return Response.json(await act(), { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    const problem = error instanceof WebProblem ? error : new WebProblem('internal', { cause: error });
    if (problem.status >= 500) console.error(problem.code, problem.cause ?? problem);
    return Response.json(
      { problem: problem.problem },
      { status: problem.status, headers: { 'cache-control': 'no-store' } },
    );
  }
}

async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_BYTES) throw new WebProblem('too_large');
  if (!request.headers.get('content-type')?.startsWith('application/json'))
    throw new WebProblem('request_invalid');
  const parsed = schema.safeParse(parseJson(await readCapped(request)));
  if (!parsed.success) throw new WebProblem('request_invalid', { cause: parsed.error });
  return parsed.data;
}

/** A body may come in pieces and without a length. */
async function readCapped(request: Request): Promise<string> {
  const pieces: Uint8Array[] = [];
  let byteCount = 0;
  for await (const piece of request.body ?? []) {
    byteCount += piece.byteLength;
    if (byteCount > BODY_BYTES) throw new WebProblem('too_large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
