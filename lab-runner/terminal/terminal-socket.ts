/** One browser at one shell: WebSocket frames on one side, an attachment of the driver's on the other. */
import type { RawData, WebSocket } from 'ws';
import { TERMINAL_CLOSE } from '../../lib/lab-api/terminal-close.ts';
import { decodeClientFrame, encodeServerFrame } from '../../lib/lab-api/terminal-frames.ts';
import type { Pty } from '../drivers/driver.ts';

/** Above it the next output waits until what was sent has left this process. */
const SEND_AHEAD_BYTES = 256 * 1024;
const LARGEST_SIDE = 1000;
const AS_BINARY = { binary: true } as const;

export interface TerminalUser {
  /** False for somebody who looks on: what they type or resize is dropped. */
  readonly mayType: boolean;
  /** Called for every message that changes something. */
  readonly onActivity: () => void;
}

/** Resolves with whether the shell exited, once either side has ended. Detaches, and leaves the socket open. */
export async function serveTerminal(socket: WebSocket, pty: Pty, user: TerminalUser): Promise<boolean> {
  let unacknowledged = 0;
  const detach = () => {
    socket.off('message', onMessage);
    pty.close();
  };
  const onMessage = (data: RawData, isBinary: boolean) => {
    const taken = isBinary ? receive(data as Buffer, pty, user) : undefined;
    if (taken === undefined) {
      socket.close(TERMINAL_CLOSE.badFrame, 'request_invalid');
      detach();
    } else if (taken > 0) {
      const byteCount = Math.min(taken, unacknowledged);
      unacknowledged -= byteCount;
      pty.acknowledge(byteCount);
    }
  };
  socket.on('message', onMessage);
  socket.on('close', detach);
  if (socket.readyState !== socket.OPEN) detach();
  try {
    for await (const output of pty.output) {
      if (output.type === 'data') unacknowledged += output.bytes.byteLength;
      else if (output.type === 'restart') unacknowledged = 0;
      const sent = send(socket, encodeServerFrame(output));
      if (sent) await sent;
      if (output.type === 'exit') return true;
    }
    return false;
  } finally {
    socket.off('close', detach);
    detach();
  }
}

/** Bytes that the frame acknowledges, 0 for the others, undefined when it is none of ours. */
function receive(bytes: Buffer, pty: Pty, user: TerminalUser): number | undefined {
  const frame = decodeClientFrame(bytes);
  switch (frame?.type) {
    case 'acknowledge':
      return frame.byteCount;
    case 'input':
      if (user.mayType) pty.write(frame.bytes);
      break;
    case 'resize':
      if (!isSide(frame.cols) || !isSide(frame.rows)) return undefined;
      if (user.mayType) pty.resize(frame.cols, frame.rows);
      break;
    case undefined:
      return undefined;
  }
  user.onActivity();
  return 0;
}

export function isSide(cells: number): boolean {
  return cells >= 1 && cells <= LARGEST_SIDE;
}

/** A promise only when the reader is slow: waiting costs a turn of the loop, which a keystroke's echo should not pay. */
function send(socket: WebSocket, bytes: Uint8Array): Promise<void> | undefined {
  if (socket.readyState !== socket.OPEN) return undefined;
  if (socket.bufferedAmount <= SEND_AHEAD_BYTES) {
    socket.send(bytes, AS_BINARY);
    return undefined;
  }
  return new Promise((resolve) => {
    socket.send(bytes, AS_BINARY, () => resolve());
  });
}
