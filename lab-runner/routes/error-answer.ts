import type { FastifyReply, FastifyRequest } from 'fastify';
import { asLabError, LabError } from '../errors.ts';

const RETRY_SECONDS = 2;

/** The edge: here every error is logged, once, and becomes the learner's sentence. */
export function answerError(caught: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = toLabError(caught);
  const fields = { code: error.code, detail: error.detail, method: request.method, path: pathOf(request) };
  if (error.status >= 500) request.log.error({ ...fields, err: error }, 'request failed');
  else request.log.info(fields, 'request refused');
  if (error.problem.retryable && error.status !== 401) reply.header('retry-after', RETRY_SECONDS);
  return reply.code(error.status).header('cache-control', 'no-store').send({ problem: error.problem });
}

/** Fastify's own refusals (body too large, not JSON, unknown type) in the words of our catalogue. */
function toLabError(caught: unknown): LabError {
  if (caught instanceof LabError || !(caught instanceof Error)) return asLabError(caught);
  const { statusCode } = caught as { statusCode?: unknown };
  if (statusCode === 413) return new LabError('too_large', { cause: caught, detail: caught.message });
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new LabError('request_invalid', { cause: caught, detail: caught.message });
  }
  return asLabError(caught);
}

/** Without the query, which may hold names of a learner's files. */
function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}
