import { z } from 'zod';
import type { AgentRoute } from './connection.ts';
import { askAgent } from './operation.ts';

const statusSchema = z.object({
  version: z.string().max(64),
  engine: z.enum(['ok', 'starting', 'none']),
});

export type AgentStatus = z.infer<typeof statusSchema>;

export function ping(
  route: AgentRoute,
  options: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
): Promise<AgentStatus> {
  return askAgent(route, { op: 'ping' }, statusSchema, {
    signal: options.signal,
    answerTimeoutMs: options.timeoutMs,
  });
}
