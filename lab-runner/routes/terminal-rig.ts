/** For tests: the terminal's routes on a listening server, one lab on the memory driver, and clients over real sockets. */
import type { AddressInfo } from 'node:net';
import websocket from '@fastify/websocket';
import Fastify from 'fastify';
import { WebSocket } from 'ws';
import { CLIENT_FRAME_BYTES } from '../../lib/lab-api/terminal-frames.ts';
import type { Ticket } from '../../lib/lab-api/ticket.ts';
import type { Sandbox } from '../drivers/driver.ts';
import { MemoryBackend } from '../drivers/memory/memory-backend.ts';
import { createMemoryDriver } from '../drivers/memory/memory-driver.ts';
import { asLabError, LabError } from '../errors.ts';
import type { RouteDeps, RunningLab } from './route-deps.ts';
import { registerTerminalRoutes } from './terminal.ts';
import { TerminalClient } from './terminal-client.ts';

const limits = { memoryMiB: 256, cpus: 1, pids: 100, diskMiB: 100 };

export class TerminalRig implements AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly url: string;
  /** What the routes told the lab. */
  readonly told = { touches: 0, held: 0, changes: 0 };
  readonly #gone = new AbortController();
  readonly #close: () => Promise<void>;
  #refusal: LabError | undefined;

  static async open(): Promise<TerminalRig> {
    const backend = new MemoryBackend();
    const driver = createMemoryDriver(backend);
    const sandbox = await driver.create({ kind: 'docker', limits, annotations: {} });
    const app = Fastify();
    await app.register(websocket, {
      options: {
        maxPayload: CLIENT_FRAME_BYTES + 1,
        perMessageDeflate: false,
        handleProtocols: () => 'drydock',
      },
    });
    app.setErrorHandler((error, _request, reply) => {
      const { status, problem } = asLabError(error);
      return reply.code(status).send({ problem });
    });
    const rig = new TerminalRig(sandbox, async () => {
      await app.close();
      await driver.destroy(sandbox.id);
      await backend[Symbol.asyncDispose]();
    });
    registerTerminalRoutes(app, rig.#deps());
    await app.listen({ host: '127.0.0.1', port: 0 });
    Object.assign(rig, { url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` });
    return rig;
  }

  private constructor(sandbox: Sandbox, close: () => Promise<void>) {
    this.sandbox = sandbox;
    this.url = '';
    this.#close = close;
  }

  /** The lab of every ticket ends. */
  endLab(): void {
    this.#gone.abort();
  }

  /** From now on the lab is not to be had. */
  refuse(code: LabError['code']): void {
    this.#refusal = new LabError(code);
  }

  async attach(id: string, { rights = 'own', query = '?cols=80&rows=24' } = {}): Promise<TerminalClient> {
    const url = `${this.url.replace('http', 'ws')}/lab/terminal/${id}${query}`;
    const socket = new WebSocket(url, ['drydock', `ticket.${rights}`], { perMessageDeflate: false });
    return TerminalClient.on(socket);
  }

  async delete(id: string, rights: Ticket['rights'] = 'own'): Promise<Response> {
    return fetch(`${this.url}/lab/terminal/${id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${rights}` },
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
  }

  #deps(): RouteDeps {
    const lab: RunningLab = {
      sandbox: this.sandbox,
      folder: '/home/learner',
      gone: this.#gone.signal,
      touch: () => {
        this.told.touches++;
      },
      hold: () => {
        this.told.held++;
        return () => {
          this.told.held--;
        };
      },
      terminalsChanged: () => {
        this.told.changes++;
      },
    };
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    return {
      limits: { terminalsPerLab: 3 },
      log,
      labs: {
        resolve: async () => {
          if (this.#refusal) throw this.#refusal;
          return lab;
        },
      },
      authenticate: async (request, needed) => {
        const header = request.headers.authorization ?? request.headers['sec-websocket-protocol'] ?? '';
        const rights = (['own', 'assist', 'watch'] as const).find((word) => header.endsWith(word));
        if (rights === undefined) throw new LabError('ticket_missing');
        if (needed !== 'watch' && rights === 'watch') throw new LabError('not_allowed');
        return { learner: 'solo', lesson: 'build', rights };
      },
    };
  }
}
