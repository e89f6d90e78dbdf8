import { z } from 'zod';
import type { FileChange } from '../../driver.ts';
import { type AgentRoute, nonsense, parseAnswer } from './connection.ts';
import { startOperation } from './operation.ts';

const path = z.string().max(8192);
const changesSchema = z
  .array(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('changed'), path }),
      z.object({ type: z.literal('removed'), path }),
      z.object({ type: z.literal('overflow') }),
    ]),
  )
  .max(5_000);

/** The first batch is empty: the watch is in place. Ends when the signal aborts or the agent goes. */
export async function* watchFiles(
  route: AgentRoute,
  root: string,
  signal: AbortSignal,
): AsyncGenerator<readonly FileChange[]> {
  if (signal.aborted) return;
  const { connection } = await startOperation(route, { op: 'watch', root }, z.object({}), { signal });
  try {
    yield [];
    for (;;) {
      const frame = await connection.next();
      if (frame === undefined) return;
      if (frame.type !== 'changes') throw nonsense(`frame ${frame.type} from a watch`);
      yield parseAnswer(changesSchema, frame.payload);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    connection.close();
  }
}
