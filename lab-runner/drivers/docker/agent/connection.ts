import type { Duplex } from 'node:stream';
import { z } from 'zod';
import { type ErrorCode, errorCodes, LabError } from '../../../errors.ts';
import { encodeFrame, type Frame, FrameDecoder, type FrameName } from './frames.ts';

/** How to reach an agent, and how long it may take to answer. */
export interface AgentRoute {
  readonly connect: () => Promise<Duplex>;
  readonly answerTimeoutMs: number;
}

/** Frames that wait for their reader; above it nothing more is read from the stream. */
const QUEUED_BYTES = 256 * 1024;

/** What may wait for the agent to take it. Ours takes keys at once; one that a learner put in its place must not fill the runner. */
const UNTAKEN_BYTES = 8 * 1024 * 1024;

const errorSchema = z.object({ code: z.string(), message: z.string().max(4096) });

/** One operation's stream of frames. Reading and writing both wait for the other side. */
export class AgentConnection implements AsyncDisposable {
  private readonly stream: Duplex;
  private readonly decoder = new FrameDecoder();
  private queue: Frame[] = [];
  private queuedBytes = 0;
  private ended = false;
  private failure: LabError | undefined;
  private wake: (() => void) | undefined;

  constructor(stream: Duplex) {
    this.stream = stream;
    stream.on('data', (chunk: Buffer) => this.take(chunk));
    stream.on('end', () => this.finish(undefined));
    stream.on('close', () => this.finish(undefined));
    stream.on('error', (error) => this.finish(new LabError('sandbox_gone', { cause: error })));
  }

  /** The next frame, undefined after the last. Rejects when the stream broke or carried nonsense. */
  async next(): Promise<Frame | undefined> {
    for (;;) {
      const frame = this.queue.shift();
      if (frame !== undefined) {
        this.queuedBytes -= frame.payload.byteLength;
        if (this.queuedBytes <= QUEUED_BYTES && this.stream.isPaused()) this.stream.resume();
        return frame;
      }
      if (this.failure !== undefined) throw this.failure;
      if (this.ended) return undefined;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /** The next frame when it is one of `expected`, else a rejection: the agent went away, erred or talks nonsense. */
  async expect(...expected: readonly FrameName[]): Promise<Frame> {
    const frame = await this.next();
    if (frame === undefined)
      throw new LabError('sandbox_gone', { detail: 'the agent closed the connection' });
    if (expected.includes(frame.type)) return frame;
    if (frame.type === 'error') throw agentError(frame.payload);
    throw nonsense(`frame ${frame.type} where ${expected.join(' or ')} belongs`);
  }

  /** False when the agent is slower than the caller: wait for `drained` before sending much more. */
  send(type: FrameName, payload?: Uint8Array): boolean {
    if (this.stream.destroyed || this.stream.writableEnded) return true;
    if (this.stream.writableLength > UNTAKEN_BYTES) {
      this.fail(new LabError('sandbox_unresponsive', { detail: 'the agent takes nothing' }));
      return true;
    }
    return this.stream.write(encodeFrame(type, payload));
  }

  sendJson(type: FrameName, value: unknown): boolean {
    return this.send(type, Buffer.from(JSON.stringify(value)));
  }

  /** Resolves when more can be sent, also when nobody will take it any more. */
  drained(): Promise<void> {
    if (!this.stream.writableNeedDrain || this.stream.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.stream.off('drain', done);
        this.stream.off('close', done);
        resolve();
      };
      this.stream.on('drain', done);
      this.stream.on('close', done);
    });
  }

  close(): void {
    this.stream.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }

  /** Ends every wait with this error and closes. */
  fail(error: LabError): void {
    this.finish(error);
    this.stream.destroy();
  }

  private take(chunk: Buffer): void {
    if (this.ended) return;
    try {
      for (const frame of this.decoder.push(chunk)) {
        this.queue.push(frame);
        this.queuedBytes += frame.payload.byteLength;
      }
    } catch (error) {
      this.fail(nonsense(error instanceof Error ? error.message : String(error)));
      return;
    }
    if (this.queuedBytes > QUEUED_BYTES) this.stream.pause();
    this.wakeReader();
  }

  private finish(failure: LabError | undefined): void {
    if (this.ended) return;
    this.ended = true;
    this.failure = failure;
    this.wakeReader();
  }

  private wakeReader(): void {
    const wake = this.wake;
    this.wake = undefined;
    wake?.();
  }
}

export function nonsense(detail: string): LabError {
  return new LabError('sandbox_unresponsive', { detail: `agent protocol: ${detail}` });
}

/** Parses what the agent says; anything of another shape is `sandbox_unresponsive`. */
export function parseAnswer<T>(schema: z.ZodType<T>, payload: Buffer): T {
  let value: unknown;
  try {
    value = JSON.parse(payload.toString('utf8'));
  } catch {
    throw nonsense('an answer that is not JSON');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw nonsense(parsed.error.issues[0]?.message ?? 'an answer of another shape');
  return parsed.data;
}

function agentError(payload: Buffer): LabError {
  const { code, message } = parseAnswer(errorSchema, payload);
  if (isErrorCode(code)) return new LabError(code, { detail: message });
  return new LabError('internal', { detail: `agent: ${code}: ${message}` });
}

function isErrorCode(code: string): code is ErrorCode {
  return (errorCodes as readonly string[]).includes(code);
}
