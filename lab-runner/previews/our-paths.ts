/** The few paths of a preview's origin that are ours: the way in, and what the waiting page asks. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LabError } from '../errors.ts';
import { listeningPorts } from './listening-ports.ts';
import type { PreviewName } from './preview-names.ts';
import {
  AGAIN_SCRIPT,
  AGAIN_SCRIPT_PATH,
  LISTENING_PATH,
  OUR_PATHS,
  WAITING_SCRIPT,
  WAITING_SCRIPT_PATH,
} from './preview-page.ts';
import { type PreviewPass, passCookie } from './preview-pass.ts';
import type { Visit } from './visit.ts';

interface OurPaths {
  readonly name: PreviewName;
  readonly secret: Uint8Array;
  readonly redeem: (token: string) => PreviewPass;
  readonly visit: () => Promise<Visit>;
}

export const isOurPath = (url: string | undefined) => url?.startsWith(OUR_PATHS) ?? false;

/** Rejects with a `LabError`. */
export async function answerOurPath(
  request: IncomingMessage,
  response: ServerResponse,
  { name, secret, redeem, visit }: OurPaths,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', name.origin);
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  if (request.method !== 'GET') throw new LabError('request_invalid');
  switch (pathname) {
    case `${OUR_PATHS}enter`: {
      const pass = redeem(searchParams.get('ticket') ?? '');
      response.setHeader('set-cookie', await passCookie(pass, name, secret));
      response.setHeader('referrer-policy', 'no-referrer');
      response.writeHead(303, { location: pathOnly(searchParams.get('to'), name) }).end();
      return;
    }
    case WAITING_SCRIPT_PATH:
    case AGAIN_SCRIPT_PATH:
      response.setHeader('content-type', 'text/javascript; charset=utf-8');
      response.end(pathname === AGAIN_SCRIPT_PATH ? AGAIN_SCRIPT : WAITING_SCRIPT);
      return;
    case LISTENING_PATH:
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ listening: await isListening(await visit()) }));
      return;
    default:
      throw new LabError('request_invalid', { detail: 'no such path of ours' });
  }
}

/** Within the preview, whatever the address says. */
function pathOnly(to: string | null, { origin }: PreviewName): string {
  if (to === null || !URL.canParse(to, origin)) return '/';
  const url = new URL(to, origin);
  return url.origin === origin ? `${url.pathname}${url.search}${url.hash}` : '/';
}

async function isListening({ target, upstream, lab, gone }: Visit): Promise<boolean> {
  if (target.kind === 'port') return (await listeningPorts(lab.sandbox, gone)).includes(target.port);
  upstream.lookAnew();
  return upstream.dial().then(
    (stream) => {
      stream.on('error', () => {}).destroy();
      return true;
    },
    () => false,
  );
}
