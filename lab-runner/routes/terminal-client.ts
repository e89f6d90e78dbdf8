/** For tests: a browser's side of the terminal's socket. */
import type { WebSocket } from 'ws';
import {
  type ClientFrame,
  decodeServerFrame,
  encodeClientFrame,
  type ServerFrame,
} from '../../lib/lab-api/terminal-frames.ts';

export class TerminalClient implements Disposable {
  readonly socket: WebSocket;
  /** Every frame but `data`. */
  readonly frames: ServerFrame[] = [];
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  text = '';
  /** Bytes of `data` that came. */
  received = 0;
  acknowledges = true;
  readonly #waiting = new Set<() => void>();

  /** Resolves once the socket is open; rejects with the HTTP status of a refused upgrade. */
  static async on(socket: WebSocket): Promise<TerminalClient> {
    const client = new TerminalClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('unexpected-response', (_request, response) =>
        reject(new Error(`HTTP ${response.statusCode}`)),
      );
      socket.once('error', reject);
    });
    socket.on('error', () => {});
    return client;
  }

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => this.#take(data));
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
  }

  send(message: ClientFrame): void {
    this.socket.send(encodeClientFrame(message));
  }

  type(text: string): void {
    this.send({ type: 'input', bytes: Buffer.from(text) });
  }

  /** Resolves as soon as the condition holds; it is looked at after every frame. */
  async until(holds: (client: TerminalClient) => boolean): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = () => {
        if (!holds(this)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  async sees(text: string): Promise<void> {
    await this.until((client) => client.text.includes(text));
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }

  #take(data: Buffer): void {
    const frame = decodeServerFrame(data);
    if (frame === undefined) throw new Error('not a frame');
    if (frame.type === 'data') {
      this.received += frame.bytes.byteLength;
      this.text = (this.text + Buffer.from(frame.bytes).toString()).slice(-100_000);
      if (this.acknowledges) this.send({ type: 'acknowledge', byteCount: frame.bytes.byteLength });
    } else this.frames.push(frame);
    for (const look of [...this.#waiting]) look();
  }
}
