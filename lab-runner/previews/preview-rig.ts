/** For tests: the whole server on the memory driver, with programs of a test's own in its sandbox. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Preview, PreviewTarget } from '../../lib/lab-api/previews.ts';
import type { Ticket } from '../../lib/lab-api/ticket.ts';
import { hostBash } from '../testing/host-bash.ts';
import { ServerRig, type ServerRigOptions } from '../testing/server-rig.ts';
import { type Answer, type Asking, cookieOf, fetchAs, Visitor } from './preview-client.ts';

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
    return new Visitor(this.port, preview.origin, cookieOf(headers));
  }

  ask(url: string, asking?: Asking): Promise<Answer> {
    return fetchAs(this.port, url, asking);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    for (const program of this.#programs) program.closeAllConnections();
  }
}
