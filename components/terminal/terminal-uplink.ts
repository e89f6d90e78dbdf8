/** From the terminal to the shell: nothing is sent before the socket is open and the past is over. */
import { CLIENT_FRAME_BYTES, encodeClientFrame } from '../../lib/lab-api/terminal-frames.ts';

export interface Uplink {
  input(bytes: Uint8Array): void;
  resize(cols: number, rows: number): void;
  acknowledge(byteCount: number): void;
}

/** A paste of any length goes in pieces, since the server refuses larger frames. */
export function uplinkOf(socket: WebSocket): Uplink {
  const send = (bytes: Uint8Array<ArrayBuffer>) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
  };
  return {
    input(bytes) {
      for (let from = 0; from < bytes.length; from += CLIENT_FRAME_BYTES)
        send(encodeClientFrame({ type: 'input', bytes: bytes.subarray(from, from + CLIENT_FRAME_BYTES) }));
    },
    resize: (cols, rows) => send(encodeClientFrame({ type: 'resize', cols, rows })),
    acknowledge: (byteCount) => send(encodeClientFrame({ type: 'acknowledge', byteCount })),
  };
}
