/** For tests: the whole server on the memory driver, programs of a test's own in its sandbox, and a browser's requests. */
import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  request,
  type Server,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { WebSocket } from 'ws';
import type { Preview, PreviewTarget } from '../../lib/lab-api/previews.ts';
import type { Ticket } from '../../lib/lab-api/ticket.ts';
import { hostBash } from '../testing/host-bash.ts';
import { ServerRig, type ServerRigOptions } from '../testing/server-rig.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export class PreviewRig implements AsyncDisposable {
  readonly server: ServerRig;
  /** Where the server listens, on this machine. */
  readonly port: number;
  /** Ports that the kernel is said to know. */
  readonly listening: number[] = [];
  readonly #programs: Server[] = [];

  static async open(options: ServerRigOptions = {}): Promise<PreviewRig> {
    const listening: number[] = [];
    const awk = async ({ stdout }: { stdout: (chunk: Buffer) => void }) => {
      stdout(
        Buffer.from(
          listening.map((port) => `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}\n`).join(''),
        ),
      );
      return 0;
    };
    const server = await ServerRig.open({ ...options, memory: { commands: { bash: hostBash, awk } } });
    await server.rig.started();
    const port = Number(new URL(await server.listen()).port);
    return new PreviewRig(server, port, listening);
  }

  private constructor(server: ServerRig, port: number, listening: number[]) {
    this.server = server;
    this.port = port;
    this.listening = listening;
  }

  /** Something in ada's sandbox listens on a port: bytes, as they come. */
  async listen(port: number, program: (socket: Duplex) => void): Promise<void> {
    const { sandbox } = await this.server.rig.labs.resolve({
      ...this.server.rig.ada,
      rights: 'own',
    } as Ticket);
    this.server.rig.backend.listen(sandbox.id, port, program);
  }

  /** A real HTTP server in the sandbox. */
  async serve(port: number, listener: RequestListener): Promise<Server> {
    const program = createServer(listener);
    this.#programs.push(program);
    await this.listen(port, (socket) => void program.emit('connection', socket));
    return program;
  }

  /** As the lab's page asks for it. */
  async open(target: PreviewTarget, ticket?: Partial<Ticket>): Promise<Preview> {
    const answer = await this.server.ask({
      method: 'POST',
      url: '/lab/previews',
      payload: target,
      headers: { host: `127.0.0.1:${this.port}`, origin: this.app },
      ...(ticket && { ticket }),
    });
    if (answer.statusCode !== 200) throw new Error(answer.body);
    return answer.json();
  }

  get app(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** A browser that has come in by the entrance, and holds the pass. */
  async visit(target: PreviewTarget): Promise<Visitor> {
    const preview = await this.open(target);
    const { headers } = await this.ask(preview.entrance);
    return new Visitor(this, preview.origin, cookieOf(headers));
  }

  async ask(url: string, asking?: Asking): Promise<Answer> {
    const response = await this.stream(url, asking);
    const { statusCode: status = 0, headers } = response;
    return { status, headers, body: (await buffer(response)).toString() };
  }

  /** Whatever the name, it is this machine: as browsers have it with *.localhost. */
  stream(url: string, { method = 'GET', headers = {}, body }: Asking = {}): Promise<IncomingMessage> {
    const { host } = new URL(url);
    const asked = request({
      host: '127.0.0.1',
      port: this.port,
      method,
      path: url.slice(url.indexOf(host) + host.length) || '/',
      headers: { host, 'sec-fetch-dest': 'document', ...headers },
      agent: false,
    });
    asked.end(body);
    return new Promise((resolve, reject) => {
      asked.once('error', reject);
      asked.once('response', resolve);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    for (const program of this.#programs) program.closeAllConnections();
  }
}

export class Visitor {
  readonly origin: string;
  readonly cookie: string;
  readonly #rig: PreviewRig;

  constructor(rig: PreviewRig, origin: string, cookie: string) {
    this.#rig = rig;
    this.origin = origin;
    this.cookie = cookie;
  }

  ask(path: string, { headers, ...asking }: Asking = {}): Promise<Answer> {
    return this.#rig.ask(this.origin + path, { ...asking, headers: { cookie: this.cookie, ...headers } });
  }

  stream(path: string): Promise<IncomingMessage> {
    return this.#rig.stream(this.origin + path, { headers: { cookie: this.cookie } });
  }

  socket(path: string, options: { readonly origin?: string; readonly cookie?: string } = {}): WebSocket {
    const { host } = new URL(this.origin);
    return new WebSocket(`ws://127.0.0.1:${this.#rig.port}${path}`, {
      origin: options.origin ?? this.origin,
      headers: { host, cookie: options.cookie ?? this.cookie },
    });
  }
}

export function cookieOf(headers: IncomingHttpHeaders): string {
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}
