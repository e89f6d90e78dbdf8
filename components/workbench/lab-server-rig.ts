/** For tests: a real server that speaks web's and the runner's part of the protocol, and does as it is told. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import type { LabEvent } from '../../lib/lab-api/events.ts';
import type { LabView } from '../../lib/lab-api/lab.ts';
import type { Problem } from '../../lib/lab-api/problem.ts';
import type { Surroundings } from './surroundings.ts';

export function viewOf(state: LabView['state'], receipt: string | null = null): LabView {
  return {
    state,
    stages: [],
    problem: null,
    startedAt: null,
    sandboxMadeAt: null,
    expiresAt: null,
    extensionMinutes: 0,
    folder: '/home/learner/build',
    open: null,
    terminals: [],
    tasks: [{ id: 'small', running: false, verdict: null, checkedAt: null, receipt }],
    preparation: null,
    trouble: null,
  };
}

export class LabServer implements AsyncDisposable {
  view = viewOf('none');
  answer: LabView | undefined;
  problem: Problem | undefined;
  ticketProblem: Problem | undefined;
  ticketSeconds = 600;
  ticketsGiven = 0;
  refuseSockets = false;
  readonly asked: string[] = [];
  readonly receipts: string[] = [];
  readonly #good = new Set<string>();
  readonly #wakers = new Set<() => void>();
  readonly #watchers = new Set<() => void>();
  readonly #http = createServer((request, response) => void this.#serve(request, response));
  readonly #sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'drydock' });

  static async open(): Promise<LabServer> {
    const server = new LabServer();
    server.#http.on('upgrade', (request, socket, head) => {
      if (server.refuseSockets) return socket.destroy();
      server.#sockets.handleUpgrade(request, socket, head, (opened) => {
        opened.send(JSON.stringify({ type: 'lab', lab: server.view }));
      });
    });
    server.#http.listen(0, '127.0.0.1');
    await once(server.#http, 'listening');
    return server;
  }

  get surroundings(): Surroundings {
    return {
      fetch,
      WebSocket,
      origin: `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`,
      random: () => 0,
      onWake: (listener) => {
        this.#wakers.add(listener);
        return () => this.#wakers.delete(listener);
      },
    };
  }

  wake(): void {
    for (const waker of this.#wakers) waker();
  }

  tell(event: LabEvent): void {
    this.say(JSON.stringify(event));
  }

  say(words: string): void {
    for (const socket of this.#sockets.clients) socket.send(words);
  }

  dropSockets(): void {
    for (const socket of this.#sockets.clients as Set<ServerSocket>) socket.terminate();
  }

  forgetTickets(): void {
    this.#good.clear();
  }

  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (holds()) resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  async stop(): Promise<void> {
    this.dropSockets();
    this.#http.closeAllConnections();
    await new Promise<void>((resolve) => this.#http.close(() => resolve()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#http.listening) await this.stop();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    this.asked.push([request.method, request.url, body].filter(Boolean).join(' '));
    if (request.url === '/api/ticket') this.#ticket(response);
    else if (request.url === '/api/progress') this.#progress(response, body);
    else if (!this.#good.has(request.headers.authorization ?? '')) this.#say(response, 401, {});
    else if (this.problem) this.#say(response, 503, { problem: this.problem });
    else this.#say(response, 200, this.answer ?? this.view);
    for (const look of this.#watchers) look();
  }

  #ticket(response: ServerResponse): void {
    if (this.ticketProblem) {
      this.#say(response, 404, { problem: this.ticketProblem });
      return;
    }
    const ticket = `t${++this.ticketsGiven}`;
    this.#good.add(`Bearer ${ticket}`);
    const expiresAt = new Date(Date.now() + this.ticketSeconds * 1000).toISOString();
    this.#say(response, 200, { ticket, expiresAt });
  }

  #progress(response: ServerResponse, body: string): void {
    this.receipts.push((JSON.parse(body) as { receipt: string }).receipt);
    this.#say(response, 204, undefined);
  }

  #say(response: ServerResponse, status: number, body: unknown): void {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }
}
