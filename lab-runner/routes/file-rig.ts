/** For tests: the file routes on one lab of the memory driver, asked by inject. */
import { join } from 'node:path';
import Fastify, { type FastifyInstance, type InjectOptions, type LightMyRequestResponse } from 'fastify';
import type { Ticket } from '../../lib/lab-api/ticket.ts';
import type { Sandbox } from '../drivers/driver.ts';
import { MemoryBackend } from '../drivers/memory/memory-backend.ts';
import { createMemoryDriver } from '../drivers/memory/memory-driver.ts';
import { asLabError, LabError } from '../errors.ts';
import { registerFileRoutes } from './files.ts';
import type { RouteDeps } from './route-deps.ts';

const limits = { memoryMiB: 256, cpus: 1, pids: 100, diskMiB: 100 };
const FOLDER = '/home/learner/build';

export class FileRig implements AsyncDisposable {
  readonly app: FastifyInstance = Fastify();
  readonly sandbox: Sandbox;
  /** Where the learner's folder really is. */
  readonly disk: string;
  touches = 0;
  rights: Ticket['rights'] = 'own';
  readonly #backend: MemoryBackend;

  static async open(): Promise<FileRig> {
    const backend = new MemoryBackend();
    const sandbox = await createMemoryDriver(backend).create({ kind: 'docker', limits, annotations: {} });
    await sandbox.files.makeFolder('/home/learner', 'build');
    return new FileRig(backend, sandbox);
  }

  private constructor(backend: MemoryBackend, sandbox: Sandbox) {
    this.#backend = backend;
    this.sandbox = sandbox;
    this.disk = join(backend.records.get(sandbox.id)?.folder ?? '', FOLDER);
    this.app.setErrorHandler((error, _request, reply) => {
      const { status, problem } = asLabError(error);
      return reply.code(status).send({ problem });
    });
    registerFileRoutes(this.app, this.#deps());
  }

  get(path: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    return this.ask({ method: 'GET', url: `/lab/file?path=${encodeURIComponent(path)}`, headers });
  }

  put(path: string, body: string | Buffer, version?: string): Promise<LightMyRequestResponse> {
    const headers = {
      'content-type': 'application/octet-stream',
      ...(version && { 'x-file-version': version }),
    };
    return this.ask({
      method: 'PUT',
      url: `/lab/file?path=${encodeURIComponent(path)}`,
      headers,
      payload: body,
    });
  }

  remove(path: string): Promise<LightMyRequestResponse> {
    return this.ask({ method: 'DELETE', url: `/lab/file?path=${encodeURIComponent(path)}` });
  }

  post(url: '/lab/folder' | '/lab/rename', body: object): Promise<LightMyRequestResponse> {
    return this.ask({ method: 'POST', url, payload: body });
  }

  ask(options: InjectOptions): Promise<LightMyRequestResponse> {
    return this.app.inject(options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.app.close();
    await this.#backend[Symbol.asyncDispose]();
  }

  #deps(): RouteDeps {
    return {
      limits: { terminalsPerLab: 1 },
      log: { info: () => {}, warn: () => {}, error: () => {} },
      labs: {
        resolve: async () => ({
          sandbox: this.sandbox,
          folder: FOLDER,
          gone: new AbortController().signal,
          touch: () => {
            this.touches++;
          },
          hold: () => () => {},
          terminalsChanged: () => {},
        }),
      },
      authenticate: async (_request, needed) => {
        if (needed !== 'watch' && this.rights === 'watch') throw new LabError('not_allowed');
        return { learner: 'solo', lesson: 'build', rights: this.rights };
      },
    };
  }
}
