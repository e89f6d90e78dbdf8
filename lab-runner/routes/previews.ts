/** Previews as the lab's own page asks for them: the way into one, and which ports there are something behind. */
import { type Listening, type Preview, previewTargetSchema } from '../../lib/lab-api/previews.ts';
import { listeningPorts } from '../previews/listening-ports.ts';
import type { Previews } from '../previews/previews.ts';
import { parseRequest } from './parse-request.ts';
import type { RegisterRoutes } from './route-deps.ts';

export const previewRoutes =
  (previews: Pick<Previews, 'open'>): RegisterRoutes =>
  (app, deps) => {
    app.post('/lab/previews', async (request, reply): Promise<Preview> => {
      const ticket = await deps.authenticate(request, 'assist');
      const target = parseRequest(previewTargetSchema, request.body);
      const lab = await deps.labs.resolve(ticket);
      lab.touch();
      reply.header('cache-control', 'no-store');
      const { host = '', origin = '' } = request.headers;
      return previews.open(ticket, lab, target, { host, app: origin });
    });

    app.get('/lab/previews/ports', async (request, reply): Promise<Listening> => {
      const lab = await deps.labs.resolve(await deps.authenticate(request, 'assist'));
      reply.header('cache-control', 'no-store');
      return { ports: [...(await listeningPorts(lab.sandbox, lab.gone))] };
    });
  };
