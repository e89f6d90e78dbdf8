/**
 * Previews: what programs in a lab serve, each on an origin of its own. Whatever comes by such a name ends here and never
 * in the app; who may see it is settled by a pass (preview-pass.ts) that only the lab's own page can ask for.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Preview, PreviewTarget } from '../../lib/lab-api/previews.ts';
import type { Ticket } from '../../lib/lab-api/ticket.ts';
import type { Clock } from '../clock.ts';
import { asLabError, LabError } from '../errors.ts';
import type { RunningLab } from '../labs/running-lab.ts';
import type { Log } from '../log.ts';
import { answerProblem, refuseUpgrade } from './answer-problem.ts';
import { Entrances } from './entrances.ts';
import { answerOurPath, isOurPath } from './our-paths.ts';
import { passRequest } from './pass-request.ts';
import {
  asSource,
  isPreviewHost,
  type PreviewName,
  previewName,
  previewsAt,
  readPreviewHost,
  type WildcardOrigin,
} from './preview-names.ts';
import { type PreviewPass, readPass } from './preview-pass.ts';
import { refuseOtherPages } from './refuse-other-pages.ts';
import { targetInWords } from './target-words.ts';
import { tunnel } from './tunnel.ts';
import { Upstreams } from './upstreams.ts';
import type { Visit } from './visit.ts';

export interface PreviewsOptions {
  /** See `LabResolver` in routes/route-deps.ts. */
  readonly labs: { resolve(ticket: Ticket): Promise<RunningLab> };
  readonly clock: Clock;
  readonly log: Log;
  readonly secret: Uint8Array;
  /** The operator's wildcard; without it previews are on localhost alone. */
  readonly wildcard: WildcardOrigin | undefined;
  readonly publicOrigin: string | undefined;
}

export class Previews {
  readonly #options: PreviewsOptions;
  readonly #entrances: Entrances;
  readonly #upstreams: Upstreams;
  readonly #closing = new AbortController();

  constructor(options: PreviewsOptions) {
    this.#options = options;
    this.#entrances = new Entrances(options.clock);
    this.#upstreams = new Upstreams(options.clock);
  }

  /** True for what comes by a name that the app does not go by. */
  owns(host: string | undefined): boolean {
    const { wildcard, publicOrigin } = this.#options;
    if (publicOrigin !== undefined && new URL(publicOrigin).host === host) return false;
    return isPreviewHost(host, wildcard);
  }

  /** What a page of the app may frame, for whoever came by this Host. */
  frameSource(host: string): string | undefined {
    const at = previewsAt(host, this.#options.wildcard);
    return at && asSource(at);
  }

  /** For the app's own page alone: the ticket has been verified. Throws `preview_unavailable`. */
  open(ticket: Ticket, lab: RunningLab, target: PreviewTarget, from: { host: string; app: string }): Preview {
    const { secret, wildcard } = this.#options;
    const at = previewsAt(from.host, wildcard);
    if (!at) throw new LabError('preview_unavailable', { detail: `a learner came by ${from.host}` });
    const sandbox = lab.sandbox.id;
    const { label, origin } = previewName({ sandbox, learner: ticket.learner, target }, secret, at);
    const token = this.#entrances.issue({ ticket, sandbox, target, label, app: from.app });
    return { origin, entrance: `${origin}/.drydock/enter?ticket=${token}` };
  }

  /** Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let pass: PreviewPass | undefined;
    try {
      const name = readPreviewHost(request.headers.host, this.#options.wildcard);
      const redeem = (token: string) => this.#entrances.redeem(token, name.label);
      const visit = async () => {
        pass = await readPass(request.headers, name, this.#options.secret);
        return this.#visit(name, pass);
      };
      if (isOurPath(request.url)) {
        await answerOurPath(request, response, { name, secret: this.#options.secret, redeem, visit });
        return;
      }
      const visited = await visit();
      if (request.headers['service-worker'] !== undefined) throw new LabError('preview_worker');
      refuseOtherPages(request, name);
      const done = visited.upstream.use();
      await passRequest(request, response, visited).finally(done);
      visited.lab.touch();
    } catch (caught) {
      const error = this.#tell(caught);
      const target = pass && targetInWords(pass.target);
      answerProblem(request, response, error, { target, app: pass?.app });
    }
  }

  /** Never rejects. Resolves when the WebSocket is closed. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    try {
      const name = readPreviewHost(request.headers.host, this.#options.wildcard);
      const pass = await readPass(request.headers, name, this.#options.secret);
      refuseOtherPages(request, name);
      const visit = await this.#visit(name, pass);
      const done = visit.upstream.use();
      await tunnel(request, socket, head, visit).finally(done);
    } catch (caught) {
      refuseUpgrade(socket, this.#tell(caught));
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#upstreams.close();
  }

  async #visit(name: PreviewName, { ticket, sandbox, target, app }: PreviewPass): Promise<Visit> {
    const lab = await this.#options.labs.resolve(ticket);
    if (lab.sandbox.id !== sandbox) throw new LabError('preview_ended');
    const upstream = this.#upstreams.of(lab, name.label, target);
    return { name, target, upstream, lab, app, gone: AbortSignal.any([lab.gone, this.#closing.signal]) };
  }

  /** Most of it is a learner's own program, and no matter of the operator's. */
  #tell(caught: unknown): LabError {
    const error = asLabError(caught);
    if (error.code === 'internal')
      this.#options.log.error({ err: error, detail: error.detail }, 'a preview failed');
    return error;
  }
}
