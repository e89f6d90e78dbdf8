/** The edge to the engine: its errors become ours, and no call waits for ever. */
import { LabError } from '../../errors.ts';

interface EngineError {
  readonly statusCode?: number;
  readonly code?: string;
  readonly message?: string;
}

const ENGINE_TIMEOUT_MS = 60_000;
/** What a socket says when nobody is at the other end, or no longer. */
const DOWN = new Set([
  'ECONNREFUSED',
  'ENOENT',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EACCES',
]);

export function statusOf(error: unknown): number | undefined {
  return (error as EngineError | undefined)?.statusCode;
}

export function messageOf(error: unknown): string {
  return (error as EngineError | undefined)?.message ?? String(error);
}

export function engineError(error: unknown): LabError {
  if (error instanceof LabError) return error;
  const { statusCode, code } = error as EngineError;
  const detail = messageOf(error);
  if (statusCode === undefined && code !== undefined && DOWN.has(code)) {
    return new LabError('engine_down', { detail, cause: error });
  }
  if (/no space left on device|cannot allocate memory/i.test(detail)) {
    return new LabError('no_capacity', { detail, cause: error });
  }
  if (statusCode === 404 && /no such image/i.test(detail)) {
    return new LabError('image_missing', { detail, cause: error });
  }
  if (statusCode === 404) return new LabError('sandbox_gone', { detail, cause: error });
  return new LabError('internal', { detail, cause: error });
}

/** Rejects with a `LabError`; with `engine_down` also when the engine says nothing for a minute. */
export async function engineCall<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<never>((_, reject) => {
    const detail = `no answer within ${ENGINE_TIMEOUT_MS} ms`;
    timer = setTimeout(() => reject(new LabError('engine_down', { detail })), ENGINE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, silent]);
  } catch (error) {
    throw engineError(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Like `engineCall`; undefined when the thing is not there. */
export async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  return engineCall(
    work.catch((error: unknown) => {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }),
  );
}

/** Like `Promise.all`, but waits for all also when one fails: what is under way must be over before it is cleaned up. */
export async function allDone<const T extends readonly Promise<unknown>[]>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
