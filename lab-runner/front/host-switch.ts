/** One port, two worlds: what comes by the name of a preview never enters the app's routes, and nothing else gets there. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Previews } from '../previews/previews.ts';

interface Times {
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
}

/** Upgrades of the app come to `upgrades`, a server that listens nowhere. */
export function switchingServer(
  previews: Pick<Previews, 'owns' | 'handle' | 'upgrade'>,
  app: RequestListener,
  { upgrades, ...times }: Times & { readonly upgrades: Server },
): Server {
  const server = createServer((request, response) => {
    if (previews.owns(request.headers.host)) void previews.handle(request, response);
    else app(request, response);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (previews.owns(request.headers.host)) void previews.upgrade(request, socket, head);
    else upgrades.emit('upgrade', request, socket, head);
  });
  return Object.assign(server, times);
}
