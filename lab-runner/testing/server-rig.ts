/** For tests: the whole server on the memory driver. */
import type { AddressInfo } from 'node:net';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import pino from 'pino';
import { WebSocket } from 'ws';
import type { LabEvent } from '../../lib/lab-api/events.ts';
import { signTicket, type Ticket } from '../../lib/lab-api/ticket.ts';
import { buildServer, type ServerOptions } from '../server.ts';
import { LabRig, type LabRigOptions } from './lab-rig.ts';

export const SECRET = new TextEncoder().encode('a secret for tests that is long enough');
const HOST = 'localhost:3000';
const ORIGIN = `http://${HOST}`;

type Front = ServerOptions['front'];

export interface ServerRigOptions extends LabRigOptions {
  readonly front?: Front;
  readonly publicOrigin?: string;
}

interface Question extends InjectOptions {
  readonly ticket?: Partial<Ticket>;
  /** Over what a page says; undefined leaves it out. */
  readonly headers?: Record<string, string | undefined>;
}

export class ServerRig implements AsyncDisposable {
  readonly rig: LabRig;
  readonly app: FastifyInstance;
  /** Lines of the operator's log. */
  readonly log: string[];
  #address: string | undefined;

  static async open({ front, publicOrigin, ...options }: ServerRigOptions = {}): Promise<ServerRig> {
    const rig = await LabRig.open(options);
    const log: string[] = [];
    const app = await buildServer({
      labs: rig.labs,
      driver: rig.driver,
      clock: rig.clock,
      ticketSecret: SECRET,
      publicOrigin,
      limits: { terminalsPerLab: 4 },
      log: pino({ level: 'info' }, { write: (line) => void log.push(line) }),
      front,
    });
    return new ServerRig(rig, app, log);
  }

  private constructor(rig: LabRig, app: FastifyInstance, log: string[]) {
    this.rig = rig;
    this.app = app;
    this.log = log;
  }

  ticket(ticket: Partial<Ticket> = {}): Promise<string> {
    return signTicket({ learner: 'ada', lesson: 'build', rights: 'own', ...ticket }, SECRET);
  }

  /** As the page does it: with a ticket of its learner and our own origin. */
  async ask(options: Question): Promise<LightMyRequestResponse> {
    const { ticket, headers, ...rest } = options;
    const own = { host: HOST, origin: ORIGIN, authorization: `Bearer ${await this.ticket(ticket)}` };
    const said = Object.entries({ ...own, ...headers }).filter(([, value]) => value !== undefined);
    return this.app.inject({ ...rest, headers: Object.fromEntries(said) });
  }

  async listen(): Promise<string> {
    this.#address ??= await this.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = this.app.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** A page's events socket. */
  async events(
    options: { ticket?: Partial<Ticket>; token?: string; origin?: string } = {},
  ): Promise<EventSocket> {
    const url = await this.listen();
    const token = options.token ?? (await this.ticket(options.ticket));
    const socket = new WebSocket(`${url.replace('http', 'ws')}/lab/events`, ['drydock', `ticket.${token}`], {
      origin: options.origin ?? url,
      perMessageDeflate: false,
    });
    return new EventSocket(socket);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.app.close();
    await this.rig[Symbol.asyncDispose]();
  }
}

export class EventSocket {
  readonly socket: WebSocket;
  readonly heard: LabEvent[] = [];
  /** Close code, or the HTTP status of a refused upgrade. */
  readonly closed: Promise<number>;
  readonly #waiting = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      this.heard.push(JSON.parse(String(data)) as LabEvent);
      for (const look of this.#waiting) look();
    });
    this.closed = new Promise((resolve) => {
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.on('error', () => {});
      socket.on('close', (code) => resolve(code));
    });
  }

  /** The first event, past or to come, that is as wanted. */
  async until(wanted: (event: LabEvent) => boolean): Promise<LabEvent> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.heard.find(wanted);
        if (!found) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }
}
