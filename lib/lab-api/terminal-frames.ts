/**
 * The terminal's WebSocket, /lab/terminal/:id. Binary frames: one type byte, then the payload. Numbers are big-endian.
 * The client acknowledges the bytes its screen has taken; the server keeps at most UNACKNOWLEDGED_BYTES on the way.
 */

/** Output that may be on its way. ACKNOWLEDGE_EVERY_BYTES must be well below it, or both sides wait for each other. */
export const UNACKNOWLEDGED_BYTES = 512 * 1024;
export const ACKNOWLEDGE_EVERY_BYTES = 64 * 1024;
/** Largest frame the server takes; a paste is cut into such pieces. */
export const CLIENT_FRAME_BYTES = 64 * 1024;

export type ClientFrame =
  | { readonly type: 'input'; readonly bytes: Uint8Array }
  | { readonly type: 'resize'; readonly cols: number; readonly rows: number }
  | { readonly type: 'acknowledge'; readonly byteCount: number };

export type ServerFrame =
  | { readonly type: 'data'; readonly bytes: Uint8Array }
  | { readonly type: 'size'; readonly cols: number; readonly rows: number }
  /** The past ends here: before it, do not let the terminal answer queries. */
  | { readonly type: 'replayed' }
  /** Clear; a new replay follows. */
  | { readonly type: 'restart' }
  | { readonly type: 'exit'; readonly exitCode: number };

const CLIENT_TYPES = ['input', 'resize', 'acknowledge'] as const;
const SERVER_TYPES = ['data', 'size', 'replayed', 'restart', 'exit'] as const;

function frame(type: number, payloadBytes: number): { bytes: Uint8Array<ArrayBuffer>; view: DataView } {
  const bytes = new Uint8Array(1 + payloadBytes);
  bytes[0] = type;
  return { bytes, view: new DataView(bytes.buffer, 1) };
}

function sizeFrame(type: number, cols: number, rows: number): Uint8Array<ArrayBuffer> {
  const { bytes, view } = frame(type, 4);
  view.setUint16(0, cols);
  view.setUint16(2, rows);
  return bytes;
}

function bytesFrame(type: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const { bytes } = frame(type, payload.byteLength);
  bytes.set(payload, 1);
  return bytes;
}

export function encodeClientFrame(message: ClientFrame): Uint8Array<ArrayBuffer> {
  switch (message.type) {
    case 'input':
      return bytesFrame(0, message.bytes);
    case 'resize':
      return sizeFrame(1, message.cols, message.rows);
    case 'acknowledge': {
      const { bytes, view } = frame(2, 4);
      view.setUint32(0, message.byteCount);
      return bytes;
    }
  }
}

export function encodeServerFrame(message: ServerFrame): Uint8Array<ArrayBuffer> {
  switch (message.type) {
    case 'data':
      return bytesFrame(0, message.bytes);
    case 'size':
      return sizeFrame(1, message.cols, message.rows);
    case 'replayed':
    case 'restart':
      return frame(SERVER_TYPES.indexOf(message.type), 0).bytes;
    case 'exit': {
      const { bytes, view } = frame(4, 4);
      view.setInt32(0, message.exitCode);
      return bytes;
    }
  }
}

/** Undefined for anything that is not a frame of ours: the sender is hostile or old, close the socket. */
export function decodeClientFrame(bytes: Uint8Array): ClientFrame | undefined {
  const type = CLIENT_TYPES[bytes[0] ?? 255];
  const payload = bytes.subarray(1);
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  switch (type) {
    case 'input':
      return { type, bytes: payload };
    case 'resize':
      return view.byteLength === 4 ? { type, cols: view.getUint16(0), rows: view.getUint16(2) } : undefined;
    case 'acknowledge':
      return view.byteLength === 4 ? { type, byteCount: view.getUint32(0) } : undefined;
    case undefined:
      return undefined;
  }
}

export function decodeServerFrame(bytes: Uint8Array): ServerFrame | undefined {
  const type = SERVER_TYPES[bytes[0] ?? 255];
  const payload = bytes.subarray(1);
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  switch (type) {
    case 'data':
      return { type, bytes: payload };
    case 'size':
      return view.byteLength === 4 ? { type, cols: view.getUint16(0), rows: view.getUint16(2) } : undefined;
    case 'replayed':
    case 'restart':
      return { type };
    case 'exit':
      return view.byteLength === 4 ? { type, exitCode: view.getInt32(0) } : undefined;
    case undefined:
      return undefined;
  }
}
