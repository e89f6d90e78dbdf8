/** Runs web and runner as children: starts them, starts them again when they die, ends them together. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface Service {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Answers 2xx once the service can be used. */
  readonly readyUrl: string;
}

/** sysexits.h: the configuration is wrong, so starting again would not help. */
const EX_CONFIG = 78;
const RESTART_MS = { first: 200, most: 10_000 };
/** A service that ran this long was well: its next crash is restarted at once. */
const WELL_AFTER_MS = 30_000;

export interface RunningServices {
  /** Resolves when all answer; rejects when one says that its configuration is wrong. */
  readonly ready: Promise<void>;
  /** Resolves with the exit code once all have ended. */
  readonly ended: Promise<number>;
  stop(): void;
}

export function runServices(services: readonly Service[]): RunningServices {
  const stopping = new AbortController();
  let exitCode = 0;
  const fail = (code: number) => {
    exitCode = code;
    stopping.abort();
  };
  const ended = Promise.all(services.map((service) => keepRunning(service, stopping.signal, fail))).then(
    () => exitCode,
  );
  const ready = Promise.all(services.map((service) => untilReady(service, stopping.signal))).then(
    () => undefined,
  );
  return { ready, ended, stop: () => stopping.abort() };
}

async function keepRunning(service: Service, stop: AbortSignal, fail: (code: number) => void): Promise<void> {
  let pauseMs = RESTART_MS.first;
  while (!stop.aborted) {
    const started = performance.now();
    const code = await runOnce(service, stop);
    if (stop.aborted) return;
    if (code === EX_CONFIG) return fail(EX_CONFIG);
    if (performance.now() - started > WELL_AFTER_MS) pauseMs = RESTART_MS.first;
    process.stdout.write(
      `drydock: ${service.name} ended with ${code}; starting it again in ${pauseMs} ms. Labs go on.\n`,
    );
    await pause(pauseMs, stop);
    pauseMs = Math.min(pauseMs * 2, RESTART_MS.most);
  }
}

function runOnce(service: Service, stop: AbortSignal): Promise<number> {
  return new Promise((resolve) => {
    const child: ChildProcess = spawn(service.command, service.args, {
      env: service.env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const end = () => child.kill('SIGTERM');
    stop.addEventListener('abort', end, { once: true });
    const done = (code: number) => {
      stop.removeEventListener('abort', end);
      resolve(code);
    };
    child.once('error', () => done(127));
    child.once('exit', (code) => done(code ?? 128));
  });
}

async function untilReady(service: Service, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const answer = await fetch(service.readyUrl, { signal: AbortSignal.timeout(2000) }).catch(
      () => undefined,
    );
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await pause(60, stop);
  }
  throw new Error(`${service.name} did not start; what it printed above says why`);
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      stop.removeEventListener('abort', done);
      resolve();
    }
    stop.addEventListener('abort', done, { once: true });
  });
}
