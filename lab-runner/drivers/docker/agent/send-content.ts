import type { AgentConnection } from './connection.ts';

const PIECE_BYTES = 64 * 1024;

/** Sends bytes as `data`, no faster than the agent takes them, then `end`. Never rejects. */
export async function sendContent(connection: AgentConnection, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.byteLength; offset += PIECE_BYTES) {
    connection.send('data', bytes.subarray(offset, offset + PIECE_BYTES));
    await connection.drained();
  }
  connection.send('end');
}
