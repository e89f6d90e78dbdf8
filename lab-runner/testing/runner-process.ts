/** For tests: the runner as a process of its own, on the real engine, that can be killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { LabView } from '../../lib/lab-api/lab.ts';
import { signTicket } from '../../lib/lab-api/ticket.ts';
import { freePort } from '../free-port.ts';
import { TerminalClient } from '../routes/terminal-client.ts';
import { testInstance } from './test-instance.ts';

const ROOT = join(import.meta.dirname, '../..');
const READY_MS = 90_000;

export class RunnerProcess implements AsyncDisposable {
  readonly instance: string;
  readonly url: string;
  readonly lesson: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #data: string;
  readonly #secret: string;
  #child: ChildProcess | undefined;
  #printed = '';

  static async prepare(env: NodeJS.ProcessEnv, lesson: string): Promise<RunnerProcess> {
    const data = await mkdtemp(join(tmpdir(), 'drydock-runner-'));
    return new RunnerProcess(env, { data, port: await freePort(), lesson });
  }

  private constructor(
    env: NodeJS.ProcessEnv,
    { data, port, lesson }: { readonly data: string; readonly port: number; readonly lesson: string },
  ) {
    this.instance = testInstance();
    this.url = `http://127.0.0.1:${port}`;
    this.lesson = lesson;
    this.#data = data;
    this.#secret = randomBytes(32).toString('hex');
    this.#env = {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      LAB_INSTANCE: this.instance,
      DRYDOCK_DATA: data,
      DRYDOCK_TICKET_SECRET: this.#secret,
      ...env,
    };
  }

  /** What it has printed since it was started first. */
  get printed(): string {
    return this.#printed;
  }

  /** Resolves once labs can be asked for. */
  async start(): Promise<void> {
    const args = ['--disable-warning=ExperimentalWarning', 'lab-runner/main.ts'];
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    // A test that ran into its time limit never gets to its end.
    const orphaned = () => child.kill('SIGKILL');
    process.once('exit', orphaned);
    child.once('exit', () => process.off('exit', orphaned));
    const print = (chunk: Buffer) => {
      this.#printed = (this.#printed + chunk).slice(-200_000);
    };
    child.stdout.on('data', print);
    child.stderr.on('data', print);
    const deadline = AbortSignal.timeout(READY_MS);
    while (!(await this.#answers())) {
      if (deadline.aborted || child.exitCode !== null) throw new Error(`no runner:\n${this.#printed}`);
    }
  }

  /** As if the power failed. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async ask(learner: string, method: string, path: string): Promise<LabView> {
    const headers = { authorization: `Bearer ${await this.#ticket(learner)}`, origin: this.url };
    const answer = await fetch(this.url + path, { method, headers });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as LabView;
  }

  /** Resolves with the lab once it is as wanted; rejects with what the runner printed when it fails. */
  async until(learner: string, wanted: (view: LabView) => boolean): Promise<LabView> {
    const socket = new WebSocket(
      `${this.url.replace('http', 'ws')}/lab/events`,
      await this.#protocols(learner),
      {
        origin: this.url,
      },
    );
    try {
      return await new Promise<LabView>((resolve, reject) => {
        socket.on('error', reject);
        socket.on('close', () => reject(new Error('events closed')));
        socket.on('message', (data) => {
          const event = JSON.parse(String(data));
          if (event.type !== 'lab') return;
          if (wanted(event.lab)) resolve(event.lab);
          else if (event.lab.state === 'failed')
            reject(new Error(`the lab failed:\n${this.#printed.slice(-4000)}`));
        });
      });
    } finally {
      socket.terminate();
    }
  }

  async terminal(learner: string, id: string): Promise<TerminalClient> {
    const url = `${this.url.replace('http', 'ws')}/lab/terminal/${id}?cols=80&rows=24`;
    return TerminalClient.on(new WebSocket(url, await this.#protocols(learner), { origin: this.url }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await rm(this.#data, { recursive: true });
  }

  async #answers(): Promise<boolean> {
    const signal = AbortSignal.timeout(1000);
    return fetch(`${this.url}/lab/health`, { signal }).then(
      (answer) => answer.ok,
      () => new Promise((next) => setTimeout(() => next(false), 20)),
    );
  }

  #ticket(learner: string): Promise<string> {
    const secret = new TextEncoder().encode(this.#secret);
    return signTicket({ learner, lesson: this.lesson, rights: 'own' }, secret);
  }

  async #protocols(learner: string): Promise<string[]> {
    return ['drydock', `ticket.${await this.#ticket(learner)}`];
  }
}
