/** The commands of the line shell. Those that need files work in the sandbox's folder. */
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where the shell's files are on this machine. */
export interface ShellPlace {
  path(absolute: string): string;
}

/** What a command sees of the shell that runs it. */
export interface Shell {
  readonly place: ShellPlace;
  readonly size: { readonly cols: number; readonly rows: number };
  cwd: string;
  title: string;
  /** Resolves when more may be printed. */
  print(text: string): Promise<void>;
  exit(exitCode: number): void;
}

interface Call {
  readonly shell: Shell;
  readonly words: readonly string[];
  /** Text after `>`. */
  readonly redirect: string | undefined;
  readonly signal: AbortSignal;
}

type ShellCommand = (call: Call) => Promise<void> | void;

const CHUNK_LINES = 1000;

function locate({ shell }: Call, path: string): string {
  return shell.place.path(posix.resolve(shell.cwd, path));
}

async function put(call: Call, text: string): Promise<void> {
  if (call.redirect) await writeFile(locate(call, call.redirect), text);
  else await call.shell.print(text);
}

/** Prints in pieces, giving way to the event loop, until it is done or interrupted. */
async function flood(call: Call, lineAt: (index: number) => string, count: number): Promise<void> {
  for (let from = 0; from < count && !call.signal.aborted; from += CHUNK_LINES) {
    const lines: string[] = [];
    for (let index = from; index < Math.min(from + CHUNK_LINES, count); index++) lines.push(lineAt(index));
    await call.shell.print(`${lines.join('\n')}\n`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export const shellCommands: Readonly<Record<string, ShellCommand>> = {
  echo: (call) => put(call, `${call.words.join(' ')}\n`),
  pwd: (call) => put(call, `${call.shell.cwd}\n`),
  cd: (call) => {
    call.shell.cwd = posix.resolve(call.shell.cwd, call.words[0] ?? '/home/learner');
  },
  ls: async (call) => put(call, `${(await readdir(locate(call, call.words[0] ?? '.'))).sort().join('  ')}\n`),
  cat: async (call) => put(call, await readFile(locate(call, call.words[0] ?? ''), 'utf8')),
  touch: (call) => appendFile(locate(call, call.words[0] ?? ''), ''),
  rm: (call) => rm(locate(call, call.words.at(-1) ?? ''), { recursive: call.words.length > 1 }),
  stty: (call) => put(call, `${call.shell.size.rows} ${call.shell.size.cols}\n`),
  title: (call) => {
    call.shell.title = call.words.join(' ');
    return call.shell.print(`\u001b]0;${call.shell.title}\u0007`);
  },
  yes: (call) => flood(call, () => call.words[0] ?? 'y', Number.POSITIVE_INFINITY),
  seq: (call) => {
    const [from, to] = call.words.length > 1 ? call.words.map(Number) : [1, Number(call.words[0])];
    return flood(call, (index) => String((from ?? 1) + index), (to ?? 0) - (from ?? 1) + 1);
  },
  sleep: async (call) => {
    await sleep(Number(call.words[0]) * 1000, undefined, { signal: call.signal }).catch(() => {});
  },
  exit: (call) => call.shell.exit(Number(call.words[0] ?? 0)),
};
