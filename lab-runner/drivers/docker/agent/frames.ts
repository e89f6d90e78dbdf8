/** Frames of PROTOCOL.md: `u32 length · u8 type · payload`, big-endian, the length counts type and payload. */

export const frameTypes = {
  request: 0,
  ok: 1,
  error: 2,
  data: 3,
  stderr: 4,
  end: 5,
  size: 6,
  acknowledge: 7,
  replayed: 8,
  restart: 9,
  exit: 10,
  changes: 11,
  kill: 12,
} as const;

export type FrameName = keyof typeof frameTypes;

export interface Frame {
  readonly type: FrameName;
  readonly payload: Buffer;
}

export const MAX_FRAME_BYTES = 1024 * 1024;
const HEADER_BYTES = 5;
const LENGTH_BYTES = 4;
const names = Object.keys(frameTypes) as readonly FrameName[];

export function encodeFrame(type: FrameName, payload: Uint8Array = new Uint8Array()): Buffer {
  const frame = Buffer.allocUnsafe(HEADER_BYTES + payload.byteLength);
  frame.writeUInt32BE(payload.byteLength + 1);
  frame.writeUInt8(frameTypes[type], LENGTH_BYTES);
  frame.set(payload, HEADER_BYTES);
  return frame;
}

/** Takes bytes as they come and gives whole frames. Memory: at most one frame and one chunk. */
export class FrameDecoder {
  /** A frame that has begun: filled up to `heldBytes`, as long as is known to be needed. */
  private partial = Buffer.alloc(0);
  private heldBytes = 0;

  /** Throws on a frame that is too long or of no known type; the stream can't be read any further. */
  push(chunk: Buffer): Frame[] {
    const frames: Frame[] = [];
    let offset = 0;
    while (this.heldBytes > 0 && offset < chunk.byteLength)
      offset += this.complete(chunk.subarray(offset), frames);
    while (chunk.byteLength - offset >= HEADER_BYTES) {
      const end = offset + wholeLength(chunk, offset);
      if (end > chunk.byteLength) break;
      frames.push(frameOf(chunk.subarray(offset, end)));
      offset = end;
    }
    if (offset < chunk.byteLength) this.begin(chunk.subarray(offset));
    return frames;
  }

  private begin(bytes: Buffer): void {
    const size = bytes.byteLength < HEADER_BYTES ? HEADER_BYTES : wholeLength(bytes, 0);
    this.partial = Buffer.allocUnsafe(size);
    this.heldBytes = bytes.copy(this.partial);
  }

  /** Returns how many bytes it took. */
  private complete(bytes: Buffer, frames: Frame[]): number {
    const taken = bytes.copy(this.partial, this.heldBytes);
    this.heldBytes += taken;
    if (this.heldBytes < this.partial.byteLength) return taken;
    const size = wholeLength(this.partial, 0);
    if (size > this.partial.byteLength) {
      this.begin(this.partial);
      return taken;
    }
    frames.push(frameOf(this.partial));
    this.heldBytes = 0;
    return taken;
  }
}

function frameOf(bytes: Buffer): Frame {
  return { type: nameAt(bytes, LENGTH_BYTES), payload: bytes.subarray(HEADER_BYTES) };
}

function wholeLength(bytes: Buffer, offset: number): number {
  return LENGTH_BYTES + lengthAt(bytes, offset);
}

function lengthAt(bytes: Buffer, offset: number): number {
  const length = bytes.readUInt32BE(offset);
  if (length < 1 || length > MAX_FRAME_BYTES) throw new Error(`agent sent a frame of ${length} bytes`);
  return length;
}

function nameAt(bytes: Buffer, offset: number): FrameName {
  const code = bytes.readUInt8(offset);
  const name = names[code];
  if (name === undefined) throw new Error(`agent sent a frame of type ${code}`);
  return name;
}
