import { z } from 'zod';
import type { Pty, PtyOptions, PtyOutput, PtySummary } from '../../driver.ts';
import { type AgentConnection, type AgentRoute, nonsense, parseAnswer } from './connection.ts';
import { askAgent, startOperation } from './operation.ts';

const ptysSchema = z.object({
  ptys: z.array(z.object({ id: z.string().regex(/^[a-z0-9-]{1,32}$/), title: z.string().max(320) })).max(64),
});
const exitSchema = z.object({ exitCode: z.int().min(0).max(255).nullable() });

export async function openPty(route: AgentRoute, options: PtyOptions): Promise<Pty> {
  const { id, cols, rows, cwd } = options;
  const created = z.object({ created: z.boolean() });
  const { connection } = await startOperation(route, { op: 'pty', id, cols, rows, cwd }, created);
  return {
    output: ptyOutput(connection),
    write: (bytes) => void connection.send('data', bytes),
    resize: (newCols, newRows) => void connection.send('size', sizePayload(newCols, newRows)),
    acknowledge: (byteCount) => void connection.send('acknowledge', countPayload(byteCount)),
    close: () => connection.close(),
  };
}

export async function listPtys(route: AgentRoute): Promise<readonly PtySummary[]> {
  return (await askAgent(route, { op: 'pty-list' }, ptysSchema)).ptys;
}

/** Resolves also when there is no shell of that id. */
export async function closePty(route: AgentRoute, id: string): Promise<void> {
  await askAgent(route, { op: 'pty-close', id }, z.object({}));
}

async function* ptyOutput(connection: AgentConnection): AsyncGenerator<PtyOutput> {
  try {
    for (;;) {
      const frame = await connection.next();
      if (frame === undefined) return;
      switch (frame.type) {
        case 'data':
          yield { type: 'data', bytes: frame.payload };
          break;
        case 'size':
          yield sizeOf(frame.payload);
          break;
        case 'replayed':
        case 'restart':
          yield { type: frame.type };
          break;
        case 'exit':
          yield { type: 'exit', exitCode: parseAnswer(exitSchema, frame.payload).exitCode ?? 255 };
          return;
        default:
          throw nonsense(`frame ${frame.type} from a pty`);
      }
    }
  } finally {
    connection.close();
  }
}

function sizeOf(payload: Buffer): PtyOutput {
  if (payload.byteLength !== 4) throw nonsense('a size of another length');
  return { type: 'size', cols: payload.readUInt16BE(0), rows: payload.readUInt16BE(2) };
}

function sizePayload(cols: number, rows: number): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt16BE(cols, 0);
  payload.writeUInt16BE(rows, 2);
  return payload;
}

function countPayload(byteCount: number): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt32BE(byteCount);
  return payload;
}
