/** What `exec` does in the memory driver: behaviours that a test hands in. Nothing is ever run on the host. */
import { AsyncQueue } from '../async-queue.ts';
import type { ExecOptions, ExecPlace, ExecResult } from '../driver.ts';

/** One run of a scripted command. `path` turns an absolute path inside the sandbox into one of this machine. */
export interface CommandRun {
  readonly argv: readonly string[];
  readonly place: ExecPlace;
  readonly user: 'root' | 'learner';
  readonly cwd: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: Uint8Array;
  /** Aborts when the command would have been killed. */
  readonly signal: AbortSignal;
  path(absolute: string): string;
  stdout(text: string | Uint8Array): void;
  stderr(text: string | Uint8Array): void;
}

/** Resolves with the exit code. */
export type ScriptedCommand = (run: CommandRun) => number | Promise<number>;

/** Looked up by the whole command line joined with spaces, then by its first word, then `*`; else exit code 127. */
export type ScriptedCommands = Readonly<Record<string, ScriptedCommand>>;

const DEFAULT_OUTPUT_BYTES = 64 * 1024;
const LINE_BYTES = 64 * 1024;

class CappedOutput {
  readonly #chunks: Buffer[] = [];
  readonly #limit: number;
  #size = 0;
  truncated = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(text: string | Uint8Array): void {
    const bytes = Buffer.from(text as string);
    const room = this.#limit - this.#size;
    if (bytes.length > room) this.truncated = true;
    const kept = bytes.subarray(0, Math.max(0, room));
    this.#chunks.push(kept);
    this.#size += kept.length;
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

function find(commands: ScriptedCommands, argv: readonly string[]): ScriptedCommand {
  const notFound: ScriptedCommand = (run) => {
    run.stderr(`${argv[0]}: command not found\n`);
    return 127;
  };
  return commands[argv.join(' ')] ?? commands[argv[0] ?? ''] ?? commands['*'] ?? notFound;
}

function killed(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}

export interface CommandPlace {
  readonly commands: ScriptedCommands;
  path(absolute: string): string;
}

function start(
  place: CommandPlace,
  argv: readonly string[],
  options: Omit<ExecOptions, 'timeoutMs'>,
  signal: AbortSignal,
  out: Pick<CommandRun, 'stdout' | 'stderr'>,
): Promise<number | null> {
  const run: CommandRun = {
    argv,
    place: options.place,
    user: options.user ?? (options.place === 'checker' ? 'root' : 'learner'),
    cwd: options.cwd,
    env: options.env ?? {},
    stdin: new Uint8Array(Buffer.from((options.stdin ?? '') as string)),
    signal,
    path: place.path,
    ...out,
  };
  const work = Promise.resolve().then(() => find(place.commands, argv)(run));
  return Promise.race([work, killed(signal)]);
}

export async function runScripted(
  place: CommandPlace,
  argv: readonly string[],
  options: ExecOptions,
): Promise<ExecResult> {
  const timeLimit = AbortSignal.timeout(options.timeoutMs);
  const signal = AbortSignal.any(options.signal === undefined ? [timeLimit] : [timeLimit, options.signal]);
  const stdout = new CappedOutput(options.maxOutputBytes ?? DEFAULT_OUTPUT_BYTES);
  const stderr = new CappedOutput(options.maxOutputBytes ?? DEFAULT_OUTPUT_BYTES);
  const exitCode = await start(place, argv, options, signal, {
    stdout: (text) => stdout.add(text),
    stderr: (text) => stderr.add(text),
  });
  return {
    exitCode,
    stdout: stdout.text,
    stderr: stderr.text,
    truncated: stdout.truncated || stderr.truncated,
    timedOut: exitCode === null && timeLimit.aborted,
  };
}

function pieces(line: string): readonly string[] {
  return line === '' ? [line] : (line.match(new RegExp(`.{1,${LINE_BYTES}}`, 'g')) ?? []);
}

export async function* linesOfScripted(
  place: CommandPlace,
  argv: readonly string[],
  options: Omit<ExecOptions, 'timeoutMs' | 'stdin' | 'maxOutputBytes'> & { readonly signal: AbortSignal },
): AsyncGenerator<string, void, undefined> {
  const lines = new AsyncQueue<string>();
  const reader = new AbortController();
  let rest = '';
  const ended = start(place, argv, options, AbortSignal.any([options.signal, reader.signal]), {
    stdout: (text) => {
      const parts = (rest + Buffer.from(text as string).toString('utf8')).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) for (const piece of pieces(part)) lines.push(piece);
    },
    stderr: () => {},
  }).finally(() => {
    if (rest !== '') for (const piece of pieces(rest)) lines.push(piece);
    lines.end();
  });
  try {
    yield* lines;
    await ended;
  } finally {
    reader.abort();
  }
}
