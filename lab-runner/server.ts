/** The runner's HTTP server without a port: tests inject into it, main.ts lets it listen. */
import { Server } from 'node:http';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { CLIENT_FRAME_BYTES } from '../lib/lab-api/terminal-frames.ts';
import { SOCKET_PROTOCOL } from '../lib/lab-api/ticket.ts';
import type { Clock } from './clock.ts';
import type { Driver } from './drivers/driver.ts';
import { LabError } from './errors.ts';
import { type FrontOptions, registerFront } from './front/front.ts';
import { switchingServer } from './front/host-switch.ts';
import type { Labs } from './labs/labs.ts';
import type { WildcardOrigin } from './previews/preview-names.ts';
import { Previews } from './previews/previews.ts';
import { authenticate } from './routes/authenticate.ts';
import { registerClusterRoutes } from './routes/cluster.ts';
import { registerContainerRoutes } from './routes/containers.ts';
import { answerError } from './routes/error-answer.ts';
import { registerEventRoutes } from './routes/events.ts';
import { registerFileRoutes } from './routes/files.ts';
import { registerHealthRoutes } from './routes/health.ts';
import { type LabRouteDeps, registerLabRoutes } from './routes/lab.ts';
import { previewRoutes } from './routes/previews.ts';
import { RateLimit } from './routes/rate-limit.ts';
import type { RouteLimits } from './routes/route-deps.ts';
import { refuseForeign } from './routes/same-origin.ts';
import { registerTerminalRoutes } from './routes/terminal.ts';

export interface ServerOptions {
  readonly labs: Labs;
  readonly driver: Driver;
  readonly clock: Clock;
  readonly ticketSecret: Uint8Array;
  readonly publicOrigin: string | undefined;
  /** Where previews are, when it is not localhost. */
  readonly previewOrigin?: WildcardOrigin | undefined;
  readonly limits: RouteLimits;
  readonly log: FastifyBaseLogger;
  /** Pages; without it only /lab is served. */
  readonly front: Omit<FrontOptions, 'publicOrigin' | 'frameSource'> | undefined;
}

/** Bodies of /lab are small; files come as streams and have a limit of their own. */
const BODY_BYTES = 64 * 1024;
const REQUEST_MS = 300_000;
const KEEP_ALIVE_MS = 72_000;

export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { publicOrigin, front } = options;
  const previews = previewsOf(options);
  const upgrades = new Server();
  const times = { requestTimeout: REQUEST_MS, keepAliveTimeout: KEEP_ALIVE_MS };
  const app = Fastify({
    serverFactory: (handler) => switchingServer(previews, handler, { ...times, upgrades }),
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    ...times,
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => answerError(new LabError('request_invalid'), request, reply));
  await app.register(websocket, {
    options: {
      server: upgrades,
      // A frame of input has one byte for its type.
      maxPayload: CLIENT_FRAME_BYTES + 1,
      perMessageDeflate: false,
      handleProtocols: (offered) => (offered.has(SOCKET_PROTOCOL) ? SOCKET_PROTOCOL : false),
    },
  });
  // After the plugin, whose own hook closes the socket of an upgrade that is refused here.
  app.addHook('onRequest', async (request) => refuseForeign(request, publicOrigin));
  // Before the server waits for its connections to end.
  app.addHook('preClose', () => previews.close());
  registerRoutes(app, options, previews);
  const frameSource = (host: string) => previews.frameSource(host);
  if (front) registerFront(app, { ...front, publicOrigin, frameSource });
  return app;
}

function previewsOf({ ticketSecret: secret, previewOrigin: wildcard, ...rest }: ServerOptions): Previews {
  const { labs, clock, log, publicOrigin } = rest;
  return new Previews({ labs, clock, log, secret, wildcard, publicOrigin });
}

function registerRoutes(app: FastifyInstance, options: ServerOptions, previews: Previews): void {
  const { labs, driver, clock, ticketSecret, limits } = options;
  const rateLimit = new RateLimit(clock);
  const deps: LabRouteDeps = {
    labs,
    limits,
    log: app.log,
    authenticate: async (request, needed) => {
      const ticket = await authenticate(request, needed, ticketSecret);
      rateLimit.take(ticket.learner);
      return ticket;
    },
  };
  // In a scope, so that what one adds is not everybody's.
  app.register(async (scope) => {
    registerHealthRoutes(scope, { labs, driver, clock });
    registerLabRoutes(scope, deps);
    registerEventRoutes(scope, deps);
    registerTerminalRoutes(scope, deps);
    registerFileRoutes(scope, deps);
    registerContainerRoutes(scope, deps);
    registerClusterRoutes(scope, deps);
    previewRoutes(previews)(scope, deps);
    scope.all('/lab/*', async () => {
      throw new LabError('request_invalid', { detail: 'no such route' });
    });
  });
}
