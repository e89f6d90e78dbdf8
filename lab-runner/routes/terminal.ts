/** Terminals: the WebSocket that a shell is used through, and its end. */
import type { WebSocket } from '@fastify/websocket';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Ticket } from '../../lib/lab-api/ticket.ts';
import { asLabError, LabError } from '../errors.ts';
import { closingOf } from '../terminal/closing.ts';
import { isSide, serveTerminal } from '../terminal/terminal-socket.ts';
import { Terminals } from '../terminal/terminals.ts';
import { registerLabSocket } from './lab-socket.ts';
import type { RegisterRoutes, RouteDeps } from './route-deps.ts';

const idSchema = z.object({ id: z.string().regex(/^[a-z0-9-]{1,32}$/) });
const sideSchema = z.coerce.number().int().refine(isSide).catch(0);
const sizeSchema = z.object({ cols: sideSchema, rows: sideSchema });

interface Request {
  readonly ticket: Ticket;
  readonly id: string;
  readonly size: { readonly cols: number; readonly rows: number };
}

/** See `PtyOptions`: whoever looks on sees the shell as its learner does. */
const NO_SIZE = { cols: 0, rows: 0 };

export const registerTerminalRoutes: RegisterRoutes = (app, deps) => {
  const terminals = new Terminals(deps.limits);

  registerLabSocket<Request>(app, '/lab/terminal/:id', {
    async admit(request) {
      const ticket = await deps.authenticate(request, 'watch');
      const { cols, rows } = sizeSchema.parse(request.query);
      return { ticket, id: idOf(request), size: { cols: cols || 80, rows: rows || 24 } };
    },
    serve: (socket, asked) => serve(socket, asked, terminals, deps),
  });

  app.delete('/lab/terminal/:id', async (request, reply) => {
    const lab = await deps.labs.resolve(await deps.authenticate(request, 'assist'));
    await lab.sandbox.closePty(idOf(request));
    lab.touch();
    lab.terminalsChanged();
    return reply.code(204).send();
  });
};

async function serve(
  socket: WebSocket,
  asked: Request,
  terminals: Terminals,
  deps: RouteDeps,
): Promise<void> {
  await using ending = new AsyncDisposableStack();
  // Nothing is read before the shell is there to take it.
  socket.pause();
  try {
    const lab = await deps.labs.resolve(asked.ticket);
    ending.defer(terminals.admit(lab.sandbox.id));
    ending.defer(lab.hold());
    const mayType = asked.ticket.rights !== 'watch';
    const { pty, isNew } = await terminals.attach(
      lab.sandbox,
      { id: asked.id, ...(mayType ? asked.size : NO_SIZE), cwd: lab.folder },
      { mayOpen: mayType },
    );
    if (isNew) lab.terminalsChanged();
    const leave = () => pty.close();
    lab.gone.addEventListener('abort', leave);
    ending.defer(() => lab.gone.removeEventListener('abort', leave));
    if (lab.gone.aborted) leave();
    socket.resume();
    const exited = await serveTerminal(socket, pty, { mayType, onActivity: lab.touch });
    if (exited) lab.terminalsChanged();
    if (lab.gone.aborted) end(socket, new LabError('lab_missing'));
    else end(socket, exited ? 'exited' : new LabError('sandbox_unresponsive'));
  } catch (error) {
    const problem = asLabError(error);
    if (problem.status >= 500) deps.log.error({ err: problem, detail: problem.detail }, 'terminal failed');
    end(socket, problem);
  }
}

function end(socket: WebSocket, why: LabError | 'exited'): void {
  socket.resume();
  const { code, reason } = closingOf(why);
  socket.close(code, reason);
}

function idOf(request: FastifyRequest): string {
  const parsed = idSchema.safeParse(request.params);
  if (!parsed.success) throw new LabError('request_invalid', { detail: 'terminal id' });
  return parsed.data.id;
}
