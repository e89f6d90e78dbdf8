import { z } from 'zod';
import { LabError } from '../errors.ts';

/** Query, params or body of a request. Throws `request_invalid`. */
export function parseRequest<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new LabError('request_invalid', { detail: z.prettifyError(parsed.error) });
}
