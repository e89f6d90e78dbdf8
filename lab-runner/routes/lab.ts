/** The lab itself: start, look, reset, extend, end, check. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Labs } from '../labs/labs.ts';
import { parseRequest } from './parse-request.ts';
import type { RouteDeps } from './route-deps.ts';

export interface LabRouteDeps extends Omit<RouteDeps, 'labs'> {
  readonly labs: Labs;
}

const checkBodySchema = z.strictObject({ task: z.string().min(1).max(64).optional() }).nullish();

export function registerLabRoutes(app: FastifyInstance, { labs, authenticate }: LabRouteDeps): void {
  const own = (request: FastifyRequest) => authenticate(request, 'own');
  app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });
    scope.get('/lab', async (request) => labs.view(await authenticate(request, 'watch')));
    scope.post('/lab/start', async (request) => labs.start(await own(request)));
    scope.post('/lab/reset', async (request) => labs.reset(await own(request)));
    scope.post('/lab/extend', async (request) => labs.extend(await own(request)));
    scope.delete('/lab', async (request) => labs.end(await own(request)));
    scope.post('/lab/check', async (request) => {
      const ticket = await own(request);
      return labs.check(ticket, parseRequest(checkBodySchema, request.body)?.task);
    });
  });
}
