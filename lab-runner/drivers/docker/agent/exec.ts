import { z } from 'zod';
import { LabError } from '../../../errors.ts';
import type { ExecResult } from '../../driver.ts';
import { type AgentConnection, type AgentRoute, parseAnswer } from './connection.ts';
import { type AgentExecOptions, execRequest } from './exec-request.ts';
import { startOperation } from './operation.ts';
import { sendContent } from './send-content.ts';

const exitSchema = z.object({
  exitCode: z.int().min(0).max(255).nullable(),
  timedOut: z.boolean(),
  truncated: z.boolean(),
});
type Exit = z.infer<typeof exitSchema>;

const DEFAULT_OUTPUT_BYTES = 64 * 1024;
/** The agent keeps the time and kills; when it has not said so this much later, it is taken for dead. */
const GRACE_MS = 5_000;
const KILLED: Exit = { exitCode: null, timedOut: false, truncated: false };

/** Resolves also when the command fails, times out or is aborted; then everything it started is dead. */
export async function runExec(
  route: AgentRoute,
  command: readonly string[],
  options: AgentExecOptions,
): Promise<ExecResult> {
  const maxOutputBytes = options.maxOutputBytes ?? DEFAULT_OUTPUT_BYTES;
  const stdout = new CappedOutput(maxOutputBytes);
  const stderr = new CappedOutput(maxOutputBytes);
  const request = { ...execRequest(command, options), timeoutMs: options.timeoutMs, maxOutputBytes };
  const exit = options.signal?.aborted ? KILLED : await watchExec(route, request, options, stdout, stderr);
  return {
    exitCode: exit.exitCode,
    stdout: stdout.text(),
    stderr: stderr.text(),
    truncated: exit.truncated || stdout.truncated || stderr.truncated,
    timedOut: exit.timedOut,
  };
}

async function watchExec(
  route: AgentRoute,
  request: { op: string; timeoutMs: number },
  options: AgentExecOptions,
  stdout: CappedOutput,
  stderr: CappedOutput,
): Promise<Exit> {
  await using connection = (await startOperation(route, request, z.object({}))).connection;
  let patience: NodeJS.Timeout | undefined;
  const giveUpAfter = (delayMs: number) => {
    clearTimeout(patience);
    patience = setTimeout(() => connection.fail(neverEnded(request.timeoutMs)), delayMs);
  };
  const kill = () => {
    connection.send('kill');
    giveUpAfter(GRACE_MS);
  };
  if (request.timeoutMs > 0) giveUpAfter(request.timeoutMs + GRACE_MS);
  if (options.signal?.aborted) kill();
  options.signal?.addEventListener('abort', kill, { once: true });
  try {
    const { stdin = '' } = options;
    void sendContent(connection, typeof stdin === 'string' ? Buffer.from(stdin) : stdin);
    return await collect(connection, stdout, stderr);
  } finally {
    clearTimeout(patience);
    options.signal?.removeEventListener('abort', kill);
  }
}

async function collect(
  connection: AgentConnection,
  stdout: CappedOutput,
  stderr: CappedOutput,
): Promise<Exit> {
  for (;;) {
    const frame = await connection.expect('data', 'stderr', 'exit');
    if (frame.type === 'exit') return parseAnswer(exitSchema, frame.payload);
    (frame.type === 'data' ? stdout : stderr).take(frame.payload);
  }
}

function neverEnded(timeoutMs: number): LabError {
  return new LabError('sandbox_unresponsive', { detail: `the agent let an exec of ${timeoutMs} ms go on` });
}

/** The agent caps too; this one holds when the agent is not ours any more. */
class CappedOutput {
  truncated = false;
  private readonly pieces: Buffer[] = [];
  private room: number;

  constructor(maxBytes: number) {
    this.room = maxBytes;
  }

  take(bytes: Buffer): void {
    const kept = bytes.subarray(0, this.room);
    if (kept.byteLength < bytes.byteLength) this.truncated = true;
    this.room -= kept.byteLength;
    // A copy: the frame is a view of a larger chunk, which would live as long as the piece.
    if (kept.byteLength > 0) this.pieces.push(Buffer.from(kept));
  }

  text(): string {
    return Buffer.concat(this.pieces).toString('utf8');
  }
}
