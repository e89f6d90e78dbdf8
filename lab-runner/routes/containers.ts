/** The containers panel: a socket that tells what the nested engine has, what stands behind a name, and commands. */
import type { WebSocket } from '@fastify/websocket';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { containerCommandSchema, inspectSchema } from '../../lib/lab-api/container-command.ts';
import type { ContainersMessage } from '../../lib/lab-api/containers.ts';
import type { Ticket } from '../../lib/lab-api/ticket.ts';
import { inspect } from '../containers/inspect.ts';
import { runCommand } from '../containers/run-command.ts';
import { watchEngine } from '../containers/watch-engine.ts';
import { asLabError, LabError } from '../errors.ts';
import { closingOf } from '../terminal/closing.ts';
import { keepAlive } from '../terminal/heartbeat.ts';
import { SocketCount } from '../terminal/socket-count.ts';
import type { RegisterRoutes, RouteDeps } from './route-deps.ts';

/** Each has programs of its own in the checker. */
const WATCHERS_PER_LAB = 4;
/** A page that has not taken this much is asleep; when it comes back it is told everything anyway. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;
const CLOSE_POLICY = 1008;

export const registerContainerRoutes: RegisterRoutes = (app, deps) => {
  const tickets = new WeakMap<FastifyRequest, Ticket>();
  const watchers = new SocketCount(WATCHERS_PER_LAB);

  app.get(
    '/lab/containers',
    {
      websocket: true,
      preValidation: async (request) => {
        tickets.set(request, await deps.authenticate(request, 'watch'));
      },
    },
    async (socket, request) => {
      const ticket = tickets.get(request);
      if (ticket) await serve(socket, ticket, watchers, deps);
      else socket.terminate();
    },
  );

  app.post('/lab/containers/command', async (request) => {
    const lab = await deps.labs.resolve(await deps.authenticate(request, 'assist'));
    const command = parse(containerCommandSchema, request.body);
    lab.touch();
    return runCommand(lab.sandbox, command, lab.gone);
  });

  app.get('/lab/containers/inspect', async (request, reply) => {
    const lab = await deps.labs.resolve(await deps.authenticate(request, 'watch'));
    const found = await inspect(lab.sandbox, parse(inspectSchema, request.query), lab.gone);
    // What a learner's engine says is text to us, whatever it looks like.
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(found);
  });
};

async function serve(
  socket: WebSocket,
  ticket: Ticket,
  watchers: SocketCount,
  deps: RouteDeps,
): Promise<void> {
  await using ending = new AsyncDisposableStack();
  // ws has sent the close code (1009 for a frame too large) by then; unheard, the event would end the process.
  socket.on('error', () => {});
  socket.on('message', () => socket.close(CLOSE_POLICY));
  keepAlive(socket);
  const closed = new AbortController();
  socket.once('close', () => closed.abort());
  try {
    const lab = await deps.labs.resolve(ticket);
    ending.defer(watchers.admit(lab.sandbox.id));
    if (ticket.rights !== 'watch') ending.defer(lab.hold());
    const signal = AbortSignal.any([closed.signal, lab.gone]);
    await watchEngine(lab.sandbox, { signal, tell: (message) => send(socket, message) });
    end(socket, new LabError('lab_missing'));
  } catch (error) {
    const problem = asLabError(error);
    if (problem.status >= 500)
      deps.log.error({ err: problem, detail: problem.detail }, 'watching containers failed');
    end(socket, problem);
  }
}

function send(socket: WebSocket, message: ContainersMessage): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > MAX_WAITING_BYTES) socket.terminate();
  else socket.send(JSON.stringify(message));
}

function end(socket: WebSocket, why: LabError): void {
  const { code, reason } = closingOf(why);
  socket.close(code, reason);
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new LabError('request_invalid', { detail: z.prettifyError(parsed.error) });
}
