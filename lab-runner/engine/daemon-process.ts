/** Starting, finding and stopping a daemon that outlives us. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const pollMs = 50;
/** Enough for the story of the last few starts; what is older is dropped at the next start. */
const maxLogBytes = 16 * 1024 * 1024;

export interface Daemon {
  readonly name: string;
  readonly command: readonly string[];
  readonly pidFile: string;
  readonly logFile: string;
  /** Part of its command line that no other process has: a pid file may be older than a reboot. */
  readonly mark: string;
  readonly isReady: () => Promise<boolean>;
  readonly timeoutMs: number;
}

/** The pid of the running daemon, or undefined. Never the pid of a stranger who got the number later. */
export async function findDaemon(daemon: Pick<Daemon, 'pidFile' | 'mark'>): Promise<number | undefined> {
  const pid = Number((await readFile(daemon.pidFile, 'utf8').catch(() => '')).trim());
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return commandLine.replaceAll('\0', ' ').includes(daemon.mark) ? pid : undefined;
}

/** Resolves when the daemon answers. Starts it when it does not run, and tells of the end of its log when it fails. */
export async function ensureDaemon(daemon: Daemon): Promise<'running' | 'started'> {
  if ((await findDaemon(daemon)) !== undefined) {
    await waitUntilReady(daemon);
    return 'running';
  }
  await mkdir(dirname(daemon.logFile), { recursive: true });
  await rm(daemon.pidFile, { force: true });
  await shortenLog(daemon.logFile);
  const child = launch(daemon);
  await writeFile(daemon.pidFile, `${child.pid}\n`);
  await waitUntilReady(daemon, child);
  return 'started';
}

function launch(daemon: Daemon): ChildProcess {
  const log = openSync(daemon.logFile, 'a');
  try {
    const [program = '', ...args] = daemon.command;
    const child = spawn(program, args, { detached: true, stdio: ['ignore', log, log], cwd: '/' });
    child.once('error', () => {});
    child.unref();
    if (child.pid === undefined) throw new Error(`${program} cannot be started.`);
    return child;
  } finally {
    closeSync(log);
  }
}

async function waitUntilReady(daemon: Daemon, child?: ChildProcess): Promise<void> {
  const deadline = Date.now() + daemon.timeoutMs;
  while (!(await daemon.isReady())) {
    if (child !== undefined && (child.exitCode !== null || child.signalCode !== null)) {
      throw new Error(
        `${daemon.name} ended at once. The end of ${daemon.logFile}:\n${await logEnd(daemon.logFile)}`,
      );
    }
    if (Date.now() > deadline) {
      throw new Error(
        `${daemon.name} did not answer in ${daemon.timeoutMs / 1000} s. The end of ${daemon.logFile}:\n${await logEnd(daemon.logFile)}`,
      );
    }
    await wait(pollMs);
  }
}

/** Resolves when the process is gone. */
export async function stopDaemon(
  daemon: Pick<Daemon, 'pidFile' | 'mark'>,
  timeoutMs: number,
): Promise<boolean> {
  const pid = await findDaemon(daemon);
  if (pid === undefined) return false;
  process.kill(pid, 'SIGTERM');
  const deadline = Date.now() + timeoutMs;
  while ((await findDaemon(daemon)) !== undefined) {
    if (Date.now() > deadline) process.kill(pid, 'SIGKILL');
    await wait(pollMs);
  }
  await rm(daemon.pidFile, { force: true });
  return true;
}

async function shortenLog(file: string): Promise<void> {
  const handle = await open(file, 'a+');
  try {
    if ((await handle.stat()).size > maxLogBytes) await handle.truncate(0);
  } finally {
    await handle.close();
  }
}

async function logEnd(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').slice(-15).join('\n');
}
