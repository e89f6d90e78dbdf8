import { z } from 'zod';
import type { AgentRoute } from './connection.ts';
import { type AgentLinesOptions, execRequest } from './exec-request.ts';
import { LineSplitter } from './line-splitter.ts';
import { startOperation } from './operation.ts';

/** Standard output line by line. Ends when the command does; when the signal aborts or the consumer leaves, it is killed. */
export async function* runExecLines(
  route: AgentRoute,
  command: readonly string[],
  options: AgentLinesOptions,
): AsyncGenerator<string> {
  if (options.signal.aborted) return;
  const request = { ...execRequest(command, options), timeoutMs: 0, maxOutputBytes: 0 };
  const { connection } = await startOperation(route, request, z.object({}), { signal: options.signal });
  const lines = new LineSplitter();
  try {
    connection.send('end');
    for (;;) {
      const frame = await connection.expect('data', 'stderr', 'exit');
      if (frame.type === 'exit') break;
      if (frame.type === 'data') yield* lines.push(frame.payload);
    }
    yield* lines.end();
  } catch (error) {
    if (!options.signal.aborted) throw error;
  } finally {
    connection.close();
  }
}
