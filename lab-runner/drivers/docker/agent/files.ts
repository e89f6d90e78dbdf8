import { z } from 'zod';
import type { FileContent, FileEntry, Files } from '../../driver.ts';
import { type AgentConnection, type AgentRoute, nonsense, parseAnswer } from './connection.ts';
import { askAgent, startOperation, within } from './operation.ts';
import { sendContent } from './send-content.ts';
import { watchFiles } from './watch.ts';

const nothing = z.object({});
const versionSchema = z.string().max(128);
const entriesSchema = z.object({
  entries: z.array(
    z.object({
      path: z.string().max(8192),
      type: z.enum(['file', 'folder', 'link', 'other']),
      size: z.number().min(0),
      version: versionSchema,
    }),
  ),
  truncated: z.boolean(),
});

const DEFAULT_LIMIT = 2_000;
const MAX_LIST_BYTES = 16 * 1024 * 1024;
/** Content may take this long on top of the answer, by its size: a disk at 1 MiB/s is as good as dead. */
const transferTimeoutMs = (route: AgentRoute, byteCount: number) => route.answerTimeoutMs + byteCount / 1024;

type FileRequest = { readonly op: string; readonly root: string; readonly [key: string]: unknown };

export function agentFiles(route: AgentRoute): Files {
  const ask = async (request: FileRequest) => {
    await askAgent(route, request, nothing);
  };
  return {
    list: (root, path = '', limit = DEFAULT_LIMIT) => list(route, { op: 'list', root, path, limit }),
    read: (root, path, maxBytes) => read(route, { op: 'read', root, path, maxBytes }),
    write: (root, path, bytes, { expected, executable } = {}) =>
      write(route, { op: 'write', root, path, size: bytes.byteLength, expected, executable }, bytes),
    makeFolder: (root, path) => ask({ op: 'make-folder', root, path }),
    rename: (root, from, to) => ask({ op: 'rename', root, from, to }),
    remove: (root, path) => ask({ op: 'remove', root, path }),
    watch: (root, signal) => watchFiles(route, root, signal),
  };
}

async function list(
  route: AgentRoute,
  request: FileRequest & { readonly limit: number },
): Promise<{ entries: readonly FileEntry[]; truncated: boolean }> {
  await using connection = (await startOperation(route, request, nothing)).connection;
  const json = await receive(connection, route.answerTimeoutMs, MAX_LIST_BYTES);
  const { entries, truncated } = parseAnswer(entriesSchema, json);
  return { entries: entries.slice(0, request.limit), truncated };
}

async function read(
  route: AgentRoute,
  request: FileRequest & { readonly maxBytes: number },
): Promise<FileContent> {
  const started = await startOperation(route, request, z.object({ version: versionSchema }));
  await using connection = started.connection;
  const timeoutMs = transferTimeoutMs(route, request.maxBytes);
  return { bytes: await receive(connection, timeoutMs, request.maxBytes), version: started.answer.version };
}

async function write(
  route: AgentRoute,
  request: FileRequest,
  bytes: Uint8Array,
): Promise<{ readonly version: string }> {
  await using connection = (await startOperation(route, request, nothing)).connection;
  // Awaited here: the connection is closed on return.
  return await within(transferTimeoutMs(route, bytes.byteLength), 'write', async () => {
    const saved = connection.expect('ok');
    // The agent may refuse in the middle; then nobody waits for the rest.
    await Promise.race([saved, sendContent(connection, bytes)]);
    return parseAnswer(z.object({ version: versionSchema }), (await saved).payload);
  });
}

/** `data` up to `end`. */
function receive(connection: AgentConnection, timeoutMs: number, maxBytes: number): Promise<Buffer> {
  return within(timeoutMs, 'transfer', async () => {
    const pieces: Buffer[] = [];
    let byteCount = 0;
    for (;;) {
      const frame = await connection.expect('data', 'end');
      if (frame.type === 'end') return Buffer.concat(pieces);
      byteCount += frame.payload.byteLength;
      if (byteCount > maxBytes) throw nonsense('more content than was asked for');
      pieces.push(frame.payload);
    }
  });
}
